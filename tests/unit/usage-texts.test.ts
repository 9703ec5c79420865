import fc from 'fast-check';
import {
  storedNameOf,
  storedNamesIn,
} from '../../plugins/asset-provenance/server/src/usage/text-media/addresses';
import { storedNamesInBlocks } from '../../plugins/asset-provenance/server/src/usage/text-media/blocks';

const letters = [...'abcdefghijklmnopqrstuvwxyz0123456789'];
const word = (maxLength: number) =>
  fc.array(fc.constantFrom(...letters), { minLength: 1, maxLength }).map((all) => all.join(''));

/** As Strapi makes them: a slug and a random end. */
const names = fc
  .tuple(fc.array(word(8), { maxLength: 3 }), word(10), fc.constantFrom('_', '-'))
  .map(([slug, end, joint]) => [...slug, end].join(joint));
const extensions = fc.constantFrom('jpg', 'png', 'webp', 'mp4', 'JPEG');
const places = fc.constantFrom(
  '/uploads/',
  'https://example.org/uploads/',
  'http://127.0.0.1:1337/uploads/',
  'https://bucket.s3.amazonaws.com/site/media/',
  '//cdn.example.org/'
);
const tails = fc.constantFrom('', '?width=20', '?updated_at=2026-11-23T08:00:00.000Z', '#top');
const addresses = fc
  .tuple(places, names, extensions, tails)
  .map(([place, name, extension, tail]) => ({
    name,
    address: `${place}${name}.${extension}${tail}`,
  }));

/** Every way by which Markdown or HTML shows or links a file. */
const forms: ((address: string) => string)[] = [
  (address) => `![A bag](${address})`,
  (address) => `![包](${address} "A title")`,
  (address) => `![](<${address}>)`,
  (address) => `[the file](${address})`,
  (address) => `[![](${address})](/shop)`,
  (address) => `![bag][ref]\n\n[ref]: ${address}\n`,
  (address) => `<${address}>`,
  (address) => `<img src="${address}" alt="">`,
  (address) => `<img src='${address}'/>`,
  (address) => `<img src=${address}>`,
  (address) => `<img srcset="${address} 1x, ${address} 2x">`,
  (address) => `<video controls><source src="${address}" type="video/mp4"></video>`,
  (address) => `<a href="${address}">download</a>`,
  (address) => `<div style="background: url(${address})"></div>`,
  (address) => `| cell | ![](${address}) |`,
  (address) => `**${address}**`,
  (address) => `看图：${address}，很好`,
  (address) => `See ${address}.`,
  (address) => `> - _![](${address})_`,
];
const words = fc.constantFrom(
  'A canvas bag.',
  '帆布包，很好看。',
  '# Heading',
  '* item',
  '`code`',
  '1. first\n2. second',
  '&amp; & <br>',
  '\\*not bold\\*',
  '![broken](',
  '---'
);

describe('media in Markdown', () => {
  it('is found in every form, and nothing else is', () => {
    const parts = fc.array(
      fc.oneof(
        words.map((text) => ({ text, name: null })),
        fc
          .tuple(addresses, fc.constantFrom(...forms))
          .map(([{ address, name }, form]) => ({ text: form(address), name }))
      ),
      { maxLength: 12 }
    );
    fc.assert(
      fc.property(parts, (all) => {
        const found = storedNamesIn(all.map(({ text }) => text).join('\n\n'));
        const wanted = all.flatMap(({ name }) => name ?? []);
        expect([...found].filter((name) => name !== 'shop').sort()).toEqual(
          [...new Set(wanted)].sort()
        );
      })
    );
  });

  it('is found whatever stands around it', () => {
    fc.assert(
      fc.property(fc.string(), addresses, fc.string(), (before, { address, name }, after) => {
        expect([...storedNamesIn(`${before}\n![](${address})\n${after}`)]).toContain(name);
      })
    );
  });

  it.each([
    ['escaped for HTML', '<img src="&#x2F;uploads&#47;a&lowbar;bag_x1.jpg?a=1&amp;b=2">'],
    ['escaped for Markdown', '![](/uploads/a\\_bag\\_x1.jpg)'],
    ['escaped for addresses', '![](/uploads/a%5Fbag%5Fx1.jpg)'],
    ['carried in another address', '![](/_next/image?url=%2Fuploads%2Fa_bag_x1.jpg&w=640)'],
    ['carried whole', '![](https://img.example.org/fit/https%3A%2F%2Fa.org%2Fa_bag_x1.jpg)'],
    ['with a wrong escape beside it', '![](/uploads/a_bag_x1.jpg) 100%zz /x%zz'],
  ])('is found %s', (_how, text) => {
    expect([...storedNamesIn(text)]).toContain('a_bag_x1');
  });

  it('leaves words with a slash alone', () => {
    expect([...storedNamesIn('and/or, 24/7, 1/2 cup, n/a')]).toEqual([]);
  });

  it('takes a time in proportion to the length', () => {
    const text = ['![](/', '&#', 'a/', 'a', '%2', '\\', '<']
      .map((part) => part.repeat(200_000))
      .join('');
    const startedAt = performance.now();
    storedNamesIn(text);
    expect(performance.now() - startedAt).toBeLessThan(2000);
  });

  it('has one name for an address, with and without host, query and extension', () => {
    fc.assert(
      fc.property(addresses, ({ address, name }) => {
        expect(storedNameOf(address)).toBe(name);
      })
    );
    expect(storedNameOf('/uploads/bag_x1')).toBe('bag_x1');
    expect(storedNameOf('https://example.org/')).toBeNull();
    expect(storedNameOf('')).toBeNull();
  });
});

describe('media in blocks', () => {
  const image = (hash: string) => ({
    type: 'image',
    image: { name: `${hash}.jpg`, hash, url: `/uploads/${hash}.jpg`, formats: null },
    children: [{ type: 'text', text: '' }],
  });
  const link = (hash: string) => ({
    type: 'link',
    url: `https://example.org/uploads/${hash}.pdf`,
    children: [{ type: 'text', text: 'A file' }],
  });
  const leaves = fc.oneof(
    fc.constant({ node: { type: 'text', text: '/uploads/only_words.jpg' }, names: [] as string[] }),
    names.map((name) => ({ node: image(name), names: [name] })),
    names.map((name) => ({ node: link(name), names: [name] }))
  );
  const { block } = fc.letrec<{ block: { node: object; names: string[] } }>((tie) => ({
    block: fc.oneof(
      { depthSize: 'small' },
      leaves,
      fc
        .tuple(
          fc.constantFrom('paragraph', 'list', 'list-item', 'quote'),
          fc.array(tie('block'), { maxLength: 4 })
        )
        .map(([type, children]) => ({
          node: { type, children: children.map(({ node }) => node) },
          names: children.flatMap((child) => child.names),
        }))
    ),
  }));

  it('is found however deep, with the place of the outermost block', () => {
    fc.assert(
      fc.property(fc.array(block, { maxLength: 6 }), (blocks) => {
        const wanted = blocks.flatMap((each, index) =>
          each.names.length > 0 ? [{ index, names: [...new Set(each.names)].sort() }] : []
        );
        const found = storedNamesInBlocks(blocks.map(({ node }) => node));
        expect(found.map(({ index, names: all }) => ({ index, names: [...all].sort() }))).toEqual(
          wanted
        );
      })
    );
  });

  it('counts the address as well as the hash: which of them a site shows is not known', () => {
    const forged = { type: 'image', image: { hash: 'approved_1', url: '/uploads/other_2.jpg' } };
    const [found] = storedNamesInBlocks([forged]);
    expect([...(found?.names ?? [])].sort()).toEqual(['approved_1', 'other_2']);
  });

  it('takes whatever stands in the column', () => {
    fc.assert(
      fc.property(fc.anything(), (value) => {
        expect(Array.isArray(storedNamesInBlocks(value))).toBe(true);
      })
    );
    let deep: object = image('deep_1');
    for (let depth = 0; depth < 100_000; depth += 1) deep = { type: 'list', children: [deep] };
    expect([...(storedNamesInBlocks([deep])[0]?.names ?? [])]).toEqual(['deep_1']);
  });
});

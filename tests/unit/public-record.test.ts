import { absoluteAddress } from '../../plugins/asset-provenance/server/src/trace/public-record/addresses';

describe('the address of a file in a public record', () => {
  it.each([
    ['/uploads/a.png', 'https://shop.example.org', 'https://shop.example.org/uploads/a.png'],
    ['/uploads/a.png', 'https://example.org/cms/', 'https://example.org/cms/uploads/a.png'],
    ['/uploads/a.png', '', '/uploads/a.png'],
    ['/uploads/a.png', '/cms', '/uploads/a.png'],
    ['https://cdn.example.org/a.png', 'https://shop.example.org', 'https://cdn.example.org/a.png'],
    ['//cdn.example.org/a.png', 'https://shop.example.org', '//cdn.example.org/a.png'],
  ])('of %s on the site %s is %s', (address, site, expected) => {
    expect(absoluteAddress(address, site)).toBe(expected);
  });
});

import fc from 'fast-check';
import { storageNamesIn } from '../../plugins/asset-provenance/server/src/trace/addresses';

describe('the names in an address', () => {
  it.each([
    ['/uploads/bag_1.png', 'bag_1'],
    ['https://cdn.example.org/uploads/bag_1.png?w=200#top', 'bag_1'],
    ['/_next/image?url=%2Fuploads%2Fbag_1.png&w=640&q=75', 'bag_1'],
    ['https://x.org/p?src=https%3A%2F%2Fx.org%2F_next%2Fimage%3Furl%3D%252Fbag_1.png', 'bag_1'],
    ['https://cdn.example.org/fetch/https%3A%2F%2Fx.org%2Fuploads%2Fbag_1.png%3Fv%3D2', 'bag_1'],
    ['https://cdn.example.org/a%252Fbag_1.png', 'bag_1'],
    ['/uploads/bag_1.png.webp', 'bag_1'],
    ['/uploads/bag_1@2x.png', 'bag_1'],
    ['/uploads/bag_1.png/', 'bag_1'],
    ['/uploads/bag_1.png;jsessionid=1', 'bag_1'],
    ['</uploads/bag_1.png>', 'bag_1'],
    ['/uploads/bag%E0%A4%A_1.png', 'bag%E0%A4%A_1'],
    ['/uploads/bag.v2_1.png', 'bag.v2_1'],
  ])('of %s are %s', (address, name) => {
    expect(storageNamesIn(address)).toContain(name);
  });

  it('are none where it is no address', () => {
    for (const text of ['', 'abcdefgh', '.', '/', '%00', '/%00a.png'])
      expect(storageNamesIn(text)).toEqual([]);
  });

  it('are few, whatever it is', () => {
    const many = `/p?${Array.from({ length: 50 }, (_, at) => `u${at}=%2Fa${at}.png.webp`).join('&')}`;
    fc.assert(
      fc.property(
        fc.oneof(fc.string({ maxLength: 2000 }), fc.webUrl(), fc.constant(many)),
        (text) => {
          expect(storageNamesIn(text).length).toBeLessThanOrEqual(8);
        }
      )
    );
  });
});

import fc from 'fast-check';

/** Four parts of an IPv4 address, in ranges that are nobody's business. */
const part = (min = 0, max = 255) => fc.integer({ min, max });
const only = (value: number) => fc.constant(value);
const ipv4 = fc.oneof(
  fc.tuple(only(0), part(), part(), part()),
  fc.tuple(only(10), part(), part(), part()),
  fc.tuple(only(100), part(64, 127), part(), part()),
  fc.tuple(only(127), part(), part(), part()),
  fc.tuple(only(169), only(254), part(), part()),
  fc.tuple(only(172), part(16, 31), part(), part()),
  fc.tuple(only(192), only(168), part(), part()),
  fc.tuple(only(198), part(18, 19), part(), part()),
  fc.tuple(part(224, 255), part(), part(), part())
);
type Parts = [number, number, number, number];

const numberOf = ([a, b, c, d]: Parts) => ((a << 24) | (b << 16) | (c << 8) | d) >>> 0;
const hex = (value: number, digits = 0) => value.toString(16).padStart(digits, '0');
const groups = (parts: Parts) => {
  const text = hex(numberOf(parts), 8);
  return `${text.slice(0, 4)}:${text.slice(4)}`;
};
const fullwidth = (text: string) =>
  text.replace(/\d/g, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0));

const forms: ((parts: Parts) => string)[] = [
  (parts) => parts.join('.'),
  (parts) => `${parts.join('.')}.`,
  (parts) => String(numberOf(parts)),
  (parts) => `0x${hex(numberOf(parts))}`,
  (parts) => `0X${hex(numberOf(parts)).toUpperCase()}`,
  (parts) => `0${numberOf(parts).toString(8)}`,
  (parts) => parts.map((value) => `0x${hex(value)}`).join('.'),
  (parts) => parts.map((value) => `0${value.toString(8)}`).join('.'),
  ([a, b, c, d]) => `${a}.${b}.${(c << 8) | d}`,
  ([a, b, c, d]) => `${a}.${(b << 16) | (c << 8) | d}`,
  ([a, b, c, d]) => `0x${hex(a)}.${b}.0${c.toString(8)}.${d}`,
  (parts) => fullwidth(parts.join('.')),
  (parts) => parts.join('。'),
  (parts) => encodeURIComponent(parts.join('.')).replace(/\d/g, (digit) => `%3${digit}`),
  (parts) => `[::ffff:${parts.join('.')}]`,
  (parts) => `[::FFFF:${groups(parts)}]`,
  (parts) => `[0:0:0:0:0:ffff:${groups(parts)}]`,
  (parts) => `[::${groups(parts)}]`,
  (parts) => `[64:ff9b::${groups(parts)}]`,
  (parts) => `[64:ff9b:1::${groups(parts)}]`,
  (parts) => `[2002:${groups(parts)}::1]`,
  // Teredo carries the address with every bit turned round.
  (parts) => `[2001:0:808:808:0:0:${groups(parts.map((value) => 255 - value) as Parts)}]`,
];

const group = fc.integer({ min: 0, max: 0xffff }).map((value) => hex(value));
const ipv6 = fc
  .tuple(
    fc.constantFrom('fc00', 'fd00', 'fdff', 'fe80', 'febf', 'fec0', 'ff02', 'ff0e', '2002', '100'),
    fc.array(group, { minLength: 7, maxLength: 7 })
  )
  .map(([first, rest]) => `[${[first, ...rest].join(':')}]`);

/** Hosts of addresses that are not public, in a random way of writing them. */
export const privateHosts = fc.oneof(
  fc.tuple(ipv4, fc.constantFrom(...forms)).map(([parts, form]) => form(parts)),
  ipv6
);

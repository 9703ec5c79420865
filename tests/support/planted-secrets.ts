import { createHash } from 'node:crypto';

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const ANY = `${LETTERS}0123456789`;
const HEX = '0123456789abcdef';
const CAPITALS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** The same text each time, with the looks of a random one; put together here, so that no scanner takes this file for a leak. */
const made = (label: string, length: number, alphabet = ANY): string => {
  const bytes = Array.from({ length: Math.ceil(length / 32) }, (_, block) => [
    ...createHash('sha256').update(`${label}:${block}`).digest(),
  ]).flat();
  return bytes
    .slice(0, length)
    .map((byte) => alphabet[byte % alphabet.length])
    .join('');
};
const uuid = (label: string) =>
  [8, 4, 4, 4, 12].map((length, part) => made(`${label}${part}`, length, HEX)).join('-');
const encoded = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
const jwt = (label: string) =>
  [encoded({ alg: 'HS256', typ: 'JWT' }), encoded({ iss: label, exp: 1 }), made(label, 43)].join(
    '.'
  );
const pem = (kind: string, label: string) =>
  [`-----BEGIN ${kind}-----`, `MII${made(label, 160)}`, `-----END ${kind}-----`].join('\n');

/** Kind → secrets. Those of `rules` are found by the rules of secretlint alone. */
export const planted: Record<string, string[]> = {
  openai: [
    ['sk', made('a', 48)].join('-'),
    ['sk', 'proj', made('b', 74)].join('-'),
    ['sk', 'svcacct', made('c', 60)].join('-'),
    ['sk', 'or', 'v1', made('d', 64, HEX)].join('-'),
    ['sk', 'ant', 'api03', made('e', 93)].join('-'),
  ],
  dashscope: [['sk', made('f', 32, HEX)].join('-'), ['sk', made('f2', 32, HEX)].join('-')],
  replicate: [['r8', made('g', 37)].join('_')],
  fal: [[uuid('h'), made('h', 32, HEX)].join(':')],
  runway: [['key', made('i', 128, HEX)].join('_')],
  ark: [['ark', uuid('j')].join('-'), `ARK_API_KEY=${uuid('j2')}`],
  kling: [
    `access key: ${made('k', 32)}`,
    `secret key = "${made('k2', 32)}"`,
    `AccessKey：${made('k3', 32)}`,
  ],
  volcengine: [`AKLT${made('l', 44)}`],
  alibaba: [`LTAI5t${made('m', 18)}`, `STS.${made('m2', 24)}`],
  tencent: [`AKID${made('n', 32)}`],
  aws: [`AKIA${made('o', 16, CAPITALS)}`, `aws_secret_access_key = ${made('o2', 40)}`],
  google: [`AIza${made('p', 35)}`, `GOCSPX-${made('p2', 28)}`],
  github: [['ghp', made('q', 36)].join('_'), ['github', 'pat', made('q2', 60)].join('_')],
  huggingface: [['hf', made('r', 34)].join('_')],
  stripe: [['sk', 'live', made('s', 24)].join('_'), ['whsec', made('s2', 32)].join('_')],
  slack: [['xoxb', '123456789012', made('t', 24)].join('-')],
  telegram: [`123456789:AA${made('t2', 33)}`],
  jwt: [jwt('kling'), `Bearer ${jwt('minimax')}`],
  bearer: [`Authorization: Bearer ${made('u', 40)}`, `authorization: Basic ${made('u2', 28)}`],
  private_key: [
    pem('PRIVATE KEY', 'v'),
    pem('RSA PRIVATE KEY', 'v2'),
    pem('OPENSSH PRIVATE KEY', 'v3'),
  ],
  strapi: [made('w', 256, HEX)],
  password: [`password: Tr0ub4dor&3`, `密码：Qwe12345!`],
  chinese: [`密钥是${made('x', 32)}`, `令牌：${made('x2', 40)}`],
  url_credentials: [
    `https://admin:${made('y', 12)}@cdn.example.com/a.png`,
    `postgres://app:${made('y2', 16)}@db.example.com:5432/app`,
    `https://:${made('y3', 20)}@git.example.com/team/repo.git`,
  ],
  signed_address: [
    `https://bucket.s3.amazonaws.com/a.png?X-Amz-Expires=60&X-Amz-Signature=${made('z', 64, HEX)}`,
    `https://storage.googleapis.com/b/a.png?X-Goog-Signature=${made('z2', 64, HEX)}`,
    `https://b.oss-cn-beijing.aliyuncs.com/a.png?OSSAccessKeyId=TMP.${made('z3', 20)}&Expires=1&Signature=abc%2Fdefgh%3D`,
    `https://x.blob.core.windows.net/c/a.png?sv=2024&sig=${made('z4', 43)}%3D`,
    `https://b.cos.ap-guangzhou.myqcloud.com/a.png?q-sign-algorithm=sha1&q-signature=${made('z5', 40, HEX)}`,
    `https://tos.example.com/a.mp4?X-Tos-Signature=${made('z6', 64, HEX)}`,
    `cdn.example.com/a.png?auth_key=1700000000-0-0-${made('z7', 32, HEX)}`,
    `https://app.example.com/share?token=${made('z8', 24)}`,
    `https://app.example.com/#access_token=${made('z9', 24)}`,
  ],
  callback_address: [
    `https://app.example.com/callbacks/${made('aa', 32)}`,
    `https://open.feishu.cn/open-apis/bot/v2/hook/${uuid('bb')}`,
    `https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=${uuid('cc')}`,
    `https://hooks.slack.com/services/T0AB12CD3/B0AB12CD3/${made('dd', 24)}`,
  ],
};

/** What only the rules of the preset know. */
export const plantedForRules: Record<string, string> = {
  sendgrid: ['SG', made('ee', 22), made('ff', 43)].join('.'),
  shopify: ['shpat', made('gg', 32, HEX)].join('_'),
  linear: ['lin', 'api', made('hh', 40)].join('_'),
  github: ['ghp', made('q', 36)].join('_'),
};

export const privatePlaces: string[] = [
  'http://10.0.0.12/render',
  'https://192.168.1.20:8443',
  'http://172.20.3.4/a.png.',
  'http://127.0.0.1:8188/view?filename=a.png',
  'http://2130706433/',
  'http://[::1]:1337/admin',
  'http://[fd00::12]/',
  'http://localhost:1337/admin',
  'HTTP://LOCALHOST/admin',
  'https://wiki.acme.internal/brand',
  'http://nas.local/share',
  'http://jenkins/job/assets',
  'http://grafana:3000',
  'ws://gpu.lan:8188/ws',
  'redis://10.1.2.3:6379/0',
  'smb://fileserver.corp/marketing',
  'http://169.254.169.254/latest/meta-data/',
  'The master is on 192.168.178.31',
  'see 10.20.30.40:8080',
  '在 10.12.0.7 上',
  'localhost:8188',
  'comfy.acme.internal:8188',
  'wiki.acme.internal/brand/colours',
  '(http://10.0.0.1)',
  '[link](http://10.0.0.1/a)',
];

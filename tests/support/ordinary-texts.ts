import { createHash } from 'node:crypto';

const prompts = `
A canvas bag on a wooden table, soft morning light, 85mm, f/1.8
Product hero shot of SK-II facial treatment essence 230 ml on wet stone
sk-ii-facial-treatment-essence-230ml-hero-banner-2026-autumn
sk-8 skateboard shoes, style 2026, side view
SK-Hynix DDR5 memory module, macro photograph, studio light
A key on a table, an old brass key, token of friendship
A secret garden behind a wall, watercolour, secret: the door is open
The password is written on a note beneath the keyboard
A sign that reads "PASSWORD: PLEASE" in neon letters
A bearer of good news walks through the old town at dawn
The standard bearer of the international championship, wide shot
masterpiece, best quality, (detailed eyes:1.2), <lora:add_detail:0.8>
--ar 16:9 --v 6.1 --style raw --stylize 250 --seed 1234567890
/imagine prompt: a fox, cinematic, hyperrealistic --niji 6
cfg 7.5, steps 30, sampler DPM++ 2M Karras, seed 3735928559, clip skip 2
Fortnite-style character, no violence, key visual for the key account
Type "hello world" on the screen of a retro computer, 640x480
An API diagram with three boxes: API key, access token, secret store
A poster with the web address www.example.com in small letters
A sign saying https://example.com on a shop window
http://hello in big letters, a joke of the nineties
24/7 open, 3:2 ratio, 1.91:1 for social, 9:16 for stories
Version 10.0.0.5 of the packaging, front view
Firmware v10.12.0.7 shown on the display of the device
See section 10.1.2.3 of the brand guide
A router that shows 404 on its display
2026-11-23T10:15:30Z, 2026-11-23, 23.11.2026, 11/23/2026
Colour #ff8800, rgb(255, 136, 0), hsl(32 100% 50%)
EAN 4006381333931, ISBN 978-3-16-148410-0, IBAN is not shown
Order 202611230000000000123456 arrived, customer 100200300400500
SKU BAG-CNV-2026-XL-0001-BLK, MPN WH1000XM5, ASIN B0BXM5WH10
Model A2849, RTX 4090, iPhone 17 Pro Max, Galaxy S26 Ultra
Q4 campaign, KPI +12.5%, CTR 3.4%, CPM 7.80 EUR
P2025-11-AUTUMN-LOOKBOOK-FINAL-FINAL-v2
The brief came by mail from brand@example.com on Monday
Ask @maria about it, see #launch-2026 and #key-visuals
`;
const chinese = `
商品主图：帆布包，白底，正面，柔光
一只棕色的狐狸在雪地里奔跑，电影感，浅景深
关键词：钥匙、令牌、密码锁、秘密花园
密码锁的特写，数字为 0 0 0 0
画面中不要出现密码、密钥或个人信息
密钥是由管理员保管的，不在这里填写
令牌是古代的铜制令牌，正面刻有龙纹
请使用品牌主色 #C8102E，字体为思源黑体
规格：1080×1920，竖版，时长 5 秒，帧率 24
活动时间：2026年11月11日 00:00 至 2026年11月12日 23:59
第10.1.2.3条 授权范围：中国大陆，全渠道，一年
订单号 20261123000000001234 的客户反馈颜色偏黄
口令红包的节日海报，喜庆，红金配色
授权方：某某文化传媒有限公司，合同编号 HT-2026-0011-A
負面詞：模糊、低畫質、浮水印、多餘的手指
キャンバスバッグ、白背景、自然光、正面
캔버스 가방, 흰 배경, 자연광
Une clé ancienne sur une table, lumière douce, secret : bien gardé
Ein Schlüssel, Passwort: keines, Geheimnis: gelüftet
Мешок из холста на деревянном столе
`;
const code = `
const token = await getToken(); if (!token) throw new Error('no token');
export const apiKey = process.env.API_KEY;
api_key: <your key here>
api_key=YOUR_API_KEY_GOES_HERE
Authorization: Bearer <token>
Authorization: Bearer $TOKEN
password: ******** (hidden)
password = os.environ["DB_PASSWORD"]
secret: a-very-long-word-in-a-prompt-about-secrets
token: the-quick-brown-fox-jumps-over-the-lazy-dog
config.internal.timeout = 30; this.local = value;
this.config.local = {}; app.state.internal.items[0]
<img src="/uploads/bag_1a2b3c4d5e.png" alt="A bag" width="640">
SELECT id, title FROM articles WHERE id = 42 AND locale = 'en'
{"purpose":"product_hero","channel":"website","count":4,"seed":7}
for (let i = 0; i < 10; i += 1) console.log(i);
git commit -m "Change the key visual" && git push origin main
npm install sharp@0.35.3 --save-exact
docker run -p 8188:8188 comfy/comfyui:latest
curl https://api.example.com/v1/models
C:\\Users\\Ann\\Pictures\\2026\\bag_final_v2.psd
/srv/media/2026/11/campaign-final/bag_640x360@2x.webp
~/Documents/brand/guide-v3.2.1.pdf
\\\\server\\share\\photos\\autumn
s3://marketing-assets/2026/autumn/bag.tif
figma://file/abc123/brand-guide
data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7
file:///home/ann/pictures/bag.png
urn:uuid:123e4567-e89b-12d3-a456-426614174000
urn:iptc:std:nar:1.9:digsrc:trainedAlgorithmicMedia
doi:10.1000/182, arXiv:2112.10752, RFC 9110, ISO 8601
10.1145/3292500.3330701
1.2.3.4-beta.5+build.20261123
0.1.2.3, 1.0.0.0, 8.8.8.8
Windows 10.0.19045.3693
`;
const addresses = `
https://www.example.com/products/canvas-bag?colour=brown&size=xl
https://www.youtube.com/watch?v=dQw4w9WgXcQ&t=42s
https://en.wikipedia.org/wiki/Canvas#History
https://zh.wikipedia.org/wiki/%E5%B8%86%E5%B8%83
https://shop.example.com/?utm_source=newsletter&utm_medium=email&utm_campaign=autumn-2026
https://www.amazon.com/dp/B0BXM5WH10/ref=sr_1_3?keywords=canvas+bag&qid=1700000000&sr=8-3
https://github.com/strapi/strapi/blob/0f1e2d3c4b5a69788796a5b4c3d2e1f00112233f/README.md
https://medium.com/@designer/how-to-brief-a-model-3f2a9c1b7d
https://maps.example.com/@52.5200,13.4050,12z
https://docs.example.com/webhooks/getting-started-with-webhooks
https://docs.example.com/guides/callbacks
https://docs.example.com/api?key=value&sign=taurus
https://example.com/search?q=secret+garden&token=ethereum
https://item.taobao.com/item.htm?id=678901234567&spm=a21n57.1.0.0
https://detail.tmall.com/item.htm?id=612345678901&skuId=4912345678901
https://mp.weixin.qq.com/s/Ab3dEf6hIj9kLmNoPqRsTu
https://www.figma.com/file/Ab3dEf6hIj9kLmNoPqRsTu/Brand?node-id=12%3A345
https://images.unsplash.com/photo-1500530855697-b586d89ba3ee?w=1600&q=80&fit=crop
https://cdn.example.com/uploads/canvas_bag_0a1b2c3d4e.png
https://192-0-2-1.example.com/
http://example.com:8080/page
https://localhost.example.com/
https://internal.example.com/brand
https://local.example.org/news
www.example.com/a?b=c#d
ftp://ftp.example.org/pub/brand.zip
mailto:brand@example.com?subject=Token%20of%20thanks
https://example.com/a;b=c?d=e&amp;f=g
`;
const notes = `
The reader asked why the bag has three handles; ticket SUP-20261123-0042.
Rejected: text in the picture is wrong, see the third line.
Reason: the campaign moved to 2026-12-01, so check again on that day.
Approved by Ann Smith, Head of Brand, in the meeting of Monday.
The rights holder is Example Pictures Ltd, contract no. 2026/11/A-0042.
Scope: worldwide, all media, until 31.12.2027, no resale.
The key account wants a token gesture, no secrets, password not needed.
Call +49 30 1234567 or (030) 12 34 56-78, fax -79.
Invoice INV-2026-0000123456, amount 1.234.567,89 EUR, VAT DE123456789.
Credit: Jane Doe / Example Agency / generated with assistance
The task key is canvas-bag-2026, the asset key bag-hero.
idempotency key: 123e4567-e89b-12d3-a456-426614174000
Seen on 3 screens: 1920x1080, 2560x1440, 3840x2160
The mask is 255.255.255.0, and 10.5.2 is the number of the clause.
`;

const lines = (block: string) => block.trim().split('\n');
const hash = (algorithm: string, text: string) => createHash(algorithm).update(text).digest('hex');
const uuidOf = (text: string) =>
  hash('md5', text).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');

const numbers = Array.from({ length: 12 }, (_, index) => index);
const codes = numbers.flatMap((index) => [
  `SHA-256 ${hash('sha256', `a${index}`)}`,
  hash('sha1', `b${index}`),
  `commit ${hash('sha1', `c${index}`).slice(0, 12)} fixed it`,
  `md5 ${hash('md5', `d${index}`)} of the first file`,
  `task ${uuidOf(`e${index}`)}, output ${hash('md5', `f${index}`).slice(0, 24)}`,
  `${hash('sha512', `g${index}`)}`,
]);

const thumbnail = (index: number) =>
  Buffer.from(numbers.map((part) => hash('sha512', `h${index}${part}`)).join(''), 'hex').toString(
    'base64'
  );

/** Texts that people really type: nothing in them opens a door. */
export const ordinaryTexts: string[] = [
  ...[prompts, chinese, code, addresses, notes].flatMap(lines),
  ...codes,
  ...numbers.map((index) => `data:image/jpeg;base64,${thumbnail(index)}`),
];

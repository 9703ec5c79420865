import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import { createFake } from './kit';
import type { Fake, FakeAnswer, FakeRequest } from './kit';

/** Keys of one page of a list: few, so that pages are turned. */
const PAGE = 2;
const SKEW_MS = 15 * 60_000;

type Account = { accessKeyId: string; secretAccessKey: string; region: string; bucket: string };
export type FakeBucket = Fake & {
  objects: Map<string, string>;
  /** Answers everything with this until it is null again. */
  breakdown: { status: number; code: string } | null;
};

const sha256 = (data: string | Buffer) => createHash('sha256').update(data).digest('hex');
const hmac = (key: string | Buffer, text: string) =>
  createHmac('sha256', key).update(text).digest();

const escaped = (text: string) =>
  encodeURIComponent(text).replace(
    /[!'()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`
  );

const failure = (status: number, code: string): FakeAnswer => ({
  status,
  headers: { 'content-type': 'application/xml' },
  body: `<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>${code}</Code><Message>${code}</Message></Error>`,
});

/**
 * Why a request is not let in, null when it is: Signature Version 4 as in
 * https://docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-header-based-auth.html.
 */
const objectionTo = (request: FakeRequest, account: Account): FakeAnswer | null => {
  const { headers, rawBody } = request;
  const match =
    /^AWS4-HMAC-SHA256 Credential=([^/]+)\/(\d{8})\/([^/]+)\/s3\/aws4_request, SignedHeaders=([^,]+), Signature=([0-9a-f]{64})$/.exec(
      headers.authorization ?? ''
    );
  if (!match) return failure(403, 'AccessDenied');
  const [, keyId, day = '', region = '', names = '', signature = ''] = match;
  if (keyId !== account.accessKeyId) return failure(403, 'InvalidAccessKeyId');
  if (region !== account.region) return failure(400, 'AuthorizationHeaderMalformed');
  const date = headers['x-amz-date'] ?? '';
  const moment = date.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, '$1-$2-$3T$4:$5:$6Z');
  if (!(Math.abs(Date.parse(moment) - Date.now()) < SKEW_MS) || !date.startsWith(day))
    return failure(403, 'RequestTimeTooSkewed');
  const payload = headers['x-amz-content-sha256'] ?? '';
  if (payload !== sha256(rawBody)) return failure(400, 'XAmzContentSHA256Mismatch');
  const signed = names.split(';');
  if (!['host', 'x-amz-content-sha256', 'x-amz-date'].every((name) => signed.includes(name)))
    return failure(403, 'AccessDenied');
  const canonical = [
    request.method,
    request.path,
    [...request.query]
      .map(([name, value]) => `${escaped(name)}=${escaped(value)}`)
      .sort()
      .join('&'),
    ...signed.map((name) => `${name}:${(headers[name] ?? '').trim().replace(/ +/g, ' ')}`),
    '',
    names,
    payload,
  ].join('\n');
  const scope = `${day}/${region}/s3/aws4_request`;
  const text = ['AWS4-HMAC-SHA256', date, scope, sha256(canonical)].join('\n');
  const key = [day, region, 's3', 'aws4_request'].reduce<string | Buffer>(
    hmac,
    `AWS4${account.secretAccessKey}`
  );
  const expected = hmac(key, text);
  return timingSafeEqual(expected, Buffer.from(signature, 'hex'))
    ? null
    : failure(403, 'SignatureDoesNotMatch');
};

const listOf = (objects: Map<string, string>, { query }: FakeRequest): FakeAnswer => {
  const after = Buffer.from(query.get('continuation-token') ?? '', 'base64').toString('utf8');
  const keys = [...objects.keys()]
    .filter((key) => key.startsWith(query.get('prefix') ?? '') && key > after)
    .sort();
  const page = keys.slice(0, PAGE);
  const isCut = keys.length > PAGE;
  const contents = page.map((key) => `<Contents><Key>${key}</Key></Contents>`).join('');
  const token = Buffer.from(page.at(-1) ?? '').toString('base64');
  return {
    headers: { 'content-type': 'application/xml' },
    body: `<?xml version="1.0" encoding="UTF-8"?>\n<ListBucketResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/"><IsTruncated>${String(isCut)}</IsTruncated>${isCut ? `<NextContinuationToken>${token}</NextContinuationToken>` : ''}${contents}</ListBucketResult>`,
  };
};

const put = (objects: Map<string, string>, key: string, request: FakeRequest): FakeAnswer => {
  if (request.headers['if-none-match'] === '*' && objects.has(key))
    return failure(412, 'PreconditionFailed');
  objects.set(key, request.rawBody.toString('utf8'));
  return { status: 200, headers: { etag: `"${sha256(request.rawBody).slice(0, 32)}"` } };
};

/** One bucket on loopback: put, get and list (version 2), addressed by path. */
export const startBucket = async (account: Account): Promise<FakeBucket> => {
  const objects = new Map<string, string>();
  const fake = await createFake((request) => {
    if (bucket.breakdown) return failure(bucket.breakdown.status, bucket.breakdown.code);
    const objection = objectionTo(request, account);
    if (objection) return objection;
    const [, name, ...rest] = request.path.split('/');
    const key = rest.map(decodeURIComponent).join('/');
    if (name !== account.bucket) return failure(404, 'NoSuchBucket');
    if (request.method === 'PUT') return put(objects, key, request);
    if (key === '') return listOf(objects, request);
    const body = objects.get(key);
    return body === undefined ? failure(404, 'NoSuchKey') : { body };
  });
  const bucket: FakeBucket = Object.assign(fake, { objects, breakdown: null });
  return bucket;
};

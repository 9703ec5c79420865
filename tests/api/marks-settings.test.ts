import sharp from 'sharp';
import { api } from '../../plugins/asset-provenance/shared';
import type { AssetRecord, OutputSummary, TaskDetail } from '../../plugins/asset-provenance/shared';
import { createSigner, pemOfSigner, signedWithC2pa } from '../support/c2pa';
import { download, fileForm } from '../support/files';
import { actionsOf, activeOf, assertionOf, readCredentials } from '../support/marks';
import { preparePeople } from '../support/people';
import type { People } from '../support/people';
import { startServer } from '../support/server';
import type { Server } from '../support/server';
import { fileIdOf, make, ok } from '../support/story';
import type { Made } from '../support/story';
import { firstOutput, launchAndSettle, videoLaunch } from '../support/tasks';

const PROMPT = 'a bag that nobody has seen';
const PUBLIC_FILES = '/api/asset-provenance/public/files/';

/** A server of its own: everything that an operator can change. */
describe('what an operator wants to be written', () => {
  const signer = pemOfSigner(createSigner());
  let server: Server;
  let all: People;
  let made: Made;
  beforeAll(async () => {
    server = await startServer({
      isPublic: true,
      env: {
        MARK_C2PA_CERTIFICATE: signer.chain.replaceAll('\n', '\\n'),
        MARK_C2PA_KEY: signer.key.replaceAll('\n', '\\n'),
        MARK_C2PA_MAX_MEGABYTES: '1',
        MARK_PROMPT: 'true',
        MARK_VISIBLE_LABEL: 'true',
        MARK_VISIBLE_LABEL_TEXT: 'AI 生成',
        MARK_VISIBLE_LABEL_CORNER: 'top_left',
      },
    });
    all = await preparePeople(server.url);
    made = await make(all.editor, {
      parameters: { prompt: PROMPT, aspectRatio: '16:9', size: '640x360' },
    });
  });
  afterAll(() => server.dispose());

  const original = async ({ url, mime }: OutputSummary) => ({
    bytes: await download(server.url + (url ?? '')),
    mime: mime ?? '',
  });
  const edit = async (bytes: Buffer, mime: string): Promise<OutputSummary> => {
    const form = fileForm(bytes, 'edited.png', mime, { editedWith: 'Tool', changes: 'None' });
    const answer = await all.editor.api.post<TaskDetail>(
      api.editedVersion(made.output.outputId),
      form
    );
    return firstOutput(ok(answer, 'Edited version'));
  };
  const noise = (width: number, height: number) =>
    sharp({
      create: {
        width,
        height,
        channels: 3,
        background: '#fff',
        noise: { type: 'gaussian', mean: 128, sigma: 60 },
      },
    })
      .png()
      .toBuffer();

  it('their own signature, the address of the record, and the prompt', async () => {
    const file = await original(made.output);
    const [read] = readCredentials([file], signer.root);
    if (!read) throw new Error('There is no answer.');
    expect(read.reference?.state).toBe('Trusted');
    expect(activeOf(read)?.signature_info.common_name).toBe('Test signer');
    const address = `${server.url}${PUBLIC_FILES}`;
    const facts = assertionOf(read, 'org.strapi.asset-provenance');
    expect(facts).toMatchObject({ record: expect.stringContaining(address) });
    expect(facts).not.toHaveProperty('notice');
    expect(file.bytes.includes(PROMPT)).toBe(true);
    expect(file.bytes.includes(address)).toBe(true);
    const { marks } = ok(
      await all.auditor.api.get<AssetRecord>(api.assetRecord(made.output.outputId)),
      'Record'
    );
    // No code of a producer is set, so that there is no label of GB 45438.
    const written = ['visible_label', 'iptc', 'c2pa'];
    expect(marks[0]).toMatchObject({ format: null, written });
    // Sizes are stored at once, in any order.
    const sizes = marks.slice(1).map((each) => [each.format, each.written]);
    expect(sizes.sort()).toEqual([
      ['small', written],
      ['thumbnail', written],
    ]);
    expect(marks.every(({ isDevelopmentCertificate }) => !isDevelopmentCertificate)).toBe(true);
  });

  /** Height of what is dark at the left edge of the label, as a share of the shortest side. */
  const labelShare = async (bytes: Buffer): Promise<number> => {
    const { data, info } = await sharp(bytes)
      .removeAlpha()
      .greyscale()
      .raw()
      .toBuffer({ resolveWithObject: true });
    const shortest = Math.min(info.width, info.height);
    const reach = Math.round(shortest * 0.3);
    const rows = Array.from({ length: reach }, (_, y) =>
      data.subarray(y * info.width * info.channels, (y * info.width + reach) * info.channels)
    );
    // White letters.
    const written = rows.filter((row) => row.some((value) => value > 230)).length;
    return written / shortest;
  };

  it('a visible label on every size, high enough, and none on videos', async () => {
    const white = await sharp({
      create: { width: 1280, height: 720, channels: 3, background: '#777' },
    })
      .png()
      .toBuffer();
    const output = await edit(white, 'image/png');
    const id = await fileIdOf(all.superAdmin, output.fileDocumentId);
    const { body } = await all.superAdmin.http.get(`/upload/files/${id}`);
    const { url, formats } = body as { url: string; formats: Record<string, { url: string }> };
    const addresses = [url, ...Object.values(formats).map((format) => format.url)];
    expect(addresses).toHaveLength(5);
    for (const address of addresses) {
      const share = await labelShare(await download(server.url + address));
      expect({ address, isHighEnough: share >= 0.05 && share < 0.15, share }).toMatchObject({
        isHighEnough: true,
      });
    }
    const video = firstOutput(await launchAndSettle(all.editor, videoLaunch()));
    expect(video.marks).toEqual({
      written: ['iptc', 'c2pa'],
      missing: [{ mark: 'visible_label', problem: 'not_for_videos' }],
      isDevelopmentCertificate: false,
    });
  });

  it('no signature on what is larger than they allow, with the reason', async () => {
    const large = await edit(await noise(900, 700), 'image/png');
    expect(large.bytes).toBeGreaterThan(1_000_000);
    expect(large.marks).toMatchObject({
      written: ['visible_label', 'iptc'],
      missing: [{ mark: 'c2pa', problem: 'too_large' }],
    });
  });

  it('the signature of others kept, under the label that was drawn', async () => {
    const foreign = signedWithC2pa(await noise(200, 200), 'image/png', {
      digitalSourceType: 'trainedAlgorithmicMedia',
      softwareAgent: 'Firefly 4',
    });
    const output = await edit(foreign, 'image/png');
    const [read] = readCredentials([await original(output)], signer.root);
    if (!read) throw new Error('There is no answer.');
    expect(read.reference?.state).toBe('Trusted');
    expect(actionsOf(read).map(({ action }) => action)).toEqual(['c2pa.opened', 'c2pa.edited']);
    expect(JSON.stringify(read.reference?.manifests)).toContain('Firefly 4');
  });
});

import sharp from 'sharp';
import { api } from '../../plugins/asset-provenance/shared';
import type { TraceAnswer } from '../../plugins/asset-provenance/shared';
import { download, fileForm } from '../support/files';
import { registerFirstAdmin } from '../support/people';
import { readRows } from '../support/rows';
import { startServer } from '../support/server';
import type { Server } from '../support/server';
import { make, ok } from '../support/story';
import { until } from '../support/wait';

let server: Server;
afterEach(() => server?.dispose());

it('pictures from before there were perceptual hashes are looked at after a start', async () => {
  server = await startServer();
  const person = await registerFirstAdmin(server.url);
  const made = [await make(person), await make(person)];
  await server.stop();
  await readRows(server, async (database) => {
    await database('ap_perceptual_hashes').delete();
    await database('strapi_core_store_settings')
      .where({ key: 'plugin_asset-provenance_looks' })
      .delete();
  });
  await server.restart();
  for (const { output } of made) {
    const copy = await sharp(await download(`${server.url}${output.url}`))
      .jpeg({ quality: 30 })
      .toBuffer();
    const [found] = await until(
      async () => {
        const form = fileForm(copy, 'copy.jpg', 'image/jpeg', {});
        const { results } = ok(await person.api.post<TraceAnswer>(api.traceFile, form), 'Trace');
        return results.length > 0 && results;
      },
      { what: 'the picture to be recognised' }
    );
    expect(found).toMatchObject({
      match: 'looks_alike',
      output: { outputId: output.outputId },
    });
  }
}, 120_000);

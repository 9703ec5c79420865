import { readFileSync } from 'node:fs';
import Ajv from 'ajv';
import { replicateDefinition } from '../../../plugins/asset-provenance/server/src/providers/replicate/adapter';
import { REPLICATE_TOKEN, createReplicateFake } from '../../fakes/replicate';
import { adapterAlone, closeAlone } from '../../support/adapter-alone';
import { formatsOf, handleOf, referenceOf, requestOf } from '../../support/direct-adapter';
it('fits', async () => {
  const spec = JSON.parse(readFileSync('/tmp/replicate-openapi.json', 'utf8'));
  const ajv = new Ajv({ strict: false, validateFormats: false } as never);
  ajv.addSchema({ $id: 'spec', ...JSON.parse(JSON.stringify(spec).replaceAll('"nullable":true', '"x":1')) } as never);
  const nullable = (o: any): any => { if (o && typeof o === 'object') { if (o.nullable && typeof o.type === 'string') o.type = [o.type, 'null']; Object.values(o).forEach(nullable); } return o; };
  const schemas = nullable(JSON.parse(JSON.stringify(spec.components.schemas)));
  const request = ajv.compile(schemas.schemas_prediction_request);
  const prediction = ajv.compile(schemas.schemas_prediction_response);
  const fake = await createReplicateFake();
  const { adapter, answers } = adapterAlone(replicateDefinition, { baseUrl: fake.url, apiKey: REPLICATE_TOKEN });
  let n = 0;
  for (const model of replicateDefinition.models) {
    const roles = model.references.roles.slice(0, 1);
    for (const refs of model.references.isRequired ? [roles] : [[], roles])
      for (const format of formatsOf(model)) {
        const r = { ...requestOf(model, format, refs.map((x) => referenceOf(x))), callbackUrl: 'https://a.test/x' };
        const a = await adapter.submit(r);
        if (a.kind === 'accepted') await adapter.poll(handleOf(r, a.providerTaskId));
        n++;
      }
  }
  await new Promise((r) => setTimeout(r, 400));
  for (const id of [...fake.predictions.keys()].slice(0, 40)) await adapter.poll(handleOf(requestOf(replicateDefinition.models[0]!), id));
  let bad = 0;
  for (const q of fake.requests.filter((x) => x.method === 'POST' && /\/predictions$/.test(x.path))) if (!request(q.json)) { bad++; console.log(request.errors); }
  for (const a of answers) if (a.status < 300 && !prediction(a.json)) { bad++; if (bad < 4) console.log(prediction.errors, a.text.slice(0, 300)); }
  console.log({ n, answers: answers.length, bad });
  expect(bad).toBe(0);
  await fake.close(); await closeAlone();
});

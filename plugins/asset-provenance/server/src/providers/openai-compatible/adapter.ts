import { z } from 'zod';
import type { Parameters } from '../../../../shared';
import { maskProblems } from '../about-references';
import { readPoll, refusalIn, refusedHere, unclear } from '../answers';
import { bearer } from '../connection';
import type { Connection, ProviderAnswer } from '../connection';
import { ProviderError } from '../contract';
import type {
  Adapter,
  AdapterDefinition,
  JobHandle,
  PollAnswer,
  SubmitAnswer,
  SubmitRequest,
} from '../contract';
import { extrasProblems } from '../model-extras';
import { modelOf } from '../models';
import { MAX_ANSWER_BYTES, nothingToAsk } from '../openai-images/adapter';
import { testByGet } from '../openai-images/connection-test';
import { apiPath } from '../openai-images/paths';
import { gatewayAdjustments } from './adjustments';
import { readGatewayCallback } from './callback';
import { dialectOf, merged } from './dialect';
import type { Dialect, ImageDialect, VideoDialect } from './dialect';
import { errorAt, failureOf, hasError } from './errors';
import { gatewayEvidence } from './evidence';
import { gatewayModels, offeredModels } from './models';
import { textAt } from './places';
import { plainDialect, presets } from './presets';
import { jobPath, readImages, readJob } from './reading';
import { bodyOf } from './request';

const isPreset = (name: string): name is keyof typeof presets => Object.hasOwn(presets, name);

/** Milliseconds in which a job may be unknown to a gateway that spreads over several machines. */
const SETTLING = 120_000;

const isGone = (dialect: Dialect, answer: ProviderAnswer): boolean =>
  answer.status === 404 ||
  errorAt(answer.json, dialect.errors.message, dialect.errors.code).codes.some((code) =>
    dialect.errors.noSuchJob.includes(code)
  );

const createGateway = (connection: Connection): Adapter => {
  const { http, baseUrl, providerId, preset } = connection;
  const base = preset && isPreset(preset) ? merged(plainDialect, presets[preset]) : plainDialect;
  const dialect = dialectOf(base, connection.options, providerId);
  const models = offeredModels(dialect, connection.models);
  const { errors } = dialect;

  const send = async (
    places: ImageDialect | VideoDialect,
    path: string,
    request: SubmitRequest
  ): Promise<{ answer: ProviderAnswer; refusal: SubmitAnswer | null }> => {
    const answer = await http.send({
      method: 'POST',
      path: apiPath(baseUrl, path),
      ...(await bodyOf(places, request)),
      timeoutSeconds: request.timeoutSeconds,
      maxBytes: MAX_ANSWER_BYTES,
    });
    const failureIn = (refused: ProviderAnswer) => failureOf(errors, refused, 'submit');
    return { answer, refusal: refusalIn(answer, failureIn) };
  };

  const submitImages = async (
    places: ImageDialect,
    request: SubmitRequest
  ): Promise<SubmitAnswer> => {
    const hasPictures = request.references.length > 0;
    const path = hasPictures ? (places.editsPath ?? places.path) : places.path;
    const { answer, refusal } = await send(places, path, request);
    return refusal ?? readImages(dialect, places, answer);
  };

  const submitVideo = async (
    places: VideoDialect,
    request: SubmitRequest
  ): Promise<SubmitAnswer> => {
    const isReachable =
      places.callback &&
      (!places.callback.requiresTls || request.callbackUrl?.startsWith('https:'));
    const callbackUrl = isReachable ? request.callbackUrl : null;
    const { answer, refusal } = await send(places, places.path, { ...request, callbackUrl });
    if (refusal) return refusal;
    const id = textAt(answer.json, places.answer.id);
    if (id) return { kind: 'accepted', providerTaskId: id };
    // It took the request before it said no: what that cost it does not say.
    if (hasError(errors, answer))
      return {
        kind: 'refused',
        failure: failureOf(errors, answer, 'submit', { billed: 'unknown' }),
      };
    return unclear(answer, 'The gateway took the request and named no job');
  };

  const poll = async (places: VideoDialect, job: JobHandle): Promise<PollAnswer> => {
    const { providerTaskId: id, submittedAt } = job;
    const path = jobPath(places.pollPath ?? `${places.path}/{id}`, id);
    const answer = await http.send({ method: 'GET', path: apiPath(baseUrl, path) });
    if (isGone(dialect, answer)) {
      const gone = failureOf(errors, answer, 'poll', {
        class: 'upstream',
        message: 'The gateway does not know this job, or not any more.',
      });
      const isNew = Date.now() - Date.parse(submittedAt) < SETTLING;
      // A page that says 404 comes from whatever stands before the gateway, not from it.
      if (isNew || answer.json === undefined) throw new ProviderError({ ...gone, retryable: true });
      return { kind: 'failed', failure: { ...gone, retryable: false } };
    }
    if (answer.status !== 200) throw new ProviderError(failureOf(errors, answer, 'poll'));
    const read = readJob(dialect, places, answer, { id }, connection);
    // Neither a state nor an error that is known: the next answer may be whole.
    return read ?? readPoll(z.never(), answer);
  };

  const dialectFor = ({ kind }: Pick<Parameters, 'kind'>) =>
    kind === 'image' ? dialect.images : dialect.videos;
  const { videos } = dialect;

  return {
    models,
    cancelAbility: 'never',
    checkExtras: (modelId, parameters) => [
      ...extrasProblems(modelOf({ models, providerId }, modelId).extras, parameters.extras),
      ...maskProblems(parameters),
    ],
    adjustmentsOf: (_modelId, parameters) => gatewayAdjustments(dialectFor(parameters), parameters),

    submit: async (request) => {
      const { kind } = request.parameters;
      if (kind === 'image' && dialect.images) return submitImages(dialect.images, request);
      if (kind === 'video' && videos) return submitVideo(videos, request);
      return refusedHere(`This gateway is set up without ${kind}s.`);
    },

    poll: async (job) =>
      job.parameters.kind === 'video' && videos ? poll(videos, job) : nothingToAsk('The gateway'),

    open: (url, signal) => http.download(url, signal),
    testConnection: () =>
      testByGet(
        { en: 'The gateway', zh: '该网关' },
        { baseUrl, http, models },
        dialect.connectionTest.path,
        dialect.connectionTest.listsModels
      ),

    ...(videos?.callback
      ? {
          readCallback: async (callback) =>
            readGatewayCallback(callback, {
              places: videos,
              secret: connection.webhookSecret,
              readJob: (json, id) =>
                readJob(dialect, videos, { json, headers: {} }, { id }, connection),
            }),
        }
      : {}),
  };
};

/** Gateways that copy OpenAI's image and video endpoints, described by presets and configuration. */
export const openaiCompatibleDefinition: AdapterDefinition = {
  id: 'openai-compatible',
  name: 'OpenAI-compatible gateway',
  defaultBaseUrl: null,
  needs: ['apiKey'],
  authorise: bearer,
  models: gatewayModels,
  presets: Object.keys(presets),
  deadlines: { submit: 300, result: 3600 },
  evidence: gatewayEvidence,
  create: createGateway,
};

import { z } from 'zod';
import type { Actor } from './actors';
import {
  FAILURE_CLASSES,
  FAILURE_GROUPS,
  KINDS,
  OUTPUT_STATES,
  STAGES,
  TASK_STATES,
} from './vocabulary';
import type { CallbackResult, DeliveryResult, DeliveryState, TaskState } from './vocabulary';

/** `task.downloadable` …: a task has come into this state. */
export type CallbackType = `task.${TaskState}`;
export const callbackTypeOf = (state: TaskState): CallbackType => `task.${state}`;

const callbackOutputSchema = z.strictObject({
  outputId: z.string(),
  state: z.enum(OUTPUT_STATES),
  mime: z.string().nullable(),
  width: z.number().nullable(),
  height: z.number().nullable(),
});

/**
 * The body of a callback to the address that the requester gave. Fit for the public: an allow-list,
 * without prompts, costs, ids of the provider or addresses of files.
 */
export const taskCallbackSchema = z.strictObject({
  type: z.enum(TASK_STATES.map(callbackTypeOf)),
  timestamp: z.iso.datetime(),
  data: z.strictObject({
    taskId: z.string(),
    state: z.enum(TASK_STATES),
    stage: z.enum(STAGES),
    kind: z.enum(KINDS),
    purpose: z.string(),
    channel: z.string(),
    outputsExpected: z.number().int(),
    outputsStored: z.number().int(),
    failure: z
      .strictObject({ class: z.enum(FAILURE_CLASSES), group: z.enum(FAILURE_GROUPS) })
      .nullable(),
    /** null until the task has ended. */
    outputs: z.array(callbackOutputSchema).nullable(),
  }),
});
export type TaskCallback = z.infer<typeof taskCallbackSchema>;

/** Figures of the callbacks of one task, for lists. */
export type CallbackCounts = {
  /** How often a provider called, repeats included. */
  received: number;
  delivered: number;
  pending: number;
  givenUp: number;
};

/** One attempt to deliver. */
export type DeliveryAttempt = {
  at: string;
  result: DeliveryResult;
  httpStatus: number | null;
  durationMs: number;
  /** Why, in one sentence; never what the other side wrote. */
  detail: string | null;
};

/** One callback to the address that the requester gave. */
export type CallbackDelivery = {
  deliveryId: string;
  /** `webhook-id`: the same at every attempt and when it is sent again. */
  eventId: string;
  type: string;
  state: DeliveryState;
  createdAt: string;
  /** null when nothing more is to be sent. */
  nextAttemptAt: string | null;
  deliveredAt: string | null;
  lastStatus: number | null;
  /** Why it was given up. */
  detail: string | null;
  /** Who had it sent again; null for the first time. */
  sentAgainBy: Actor | null;
  attempts: DeliveryAttempt[];
};

/** What a provider sent to the callback address of a job; equal ones are one row. */
export type InboundCallbackRecord = {
  jobId: string;
  result: CallbackResult;
  /** The job at the provider that it speaks of; where it is not signed, no more than a hint. */
  providerTaskId: string | null;
  receivedAt: string;
  lastReceivedAt: string;
  /** More than one: it was repeated, and the repeats changed nothing. */
  times: number;
  bytes: number | null;
  bodySha256: string | null;
  detail: string | null;
};

/** Answer of `GET /tasks/:taskId/callbacks`. */
export type TaskCallbacks = {
  /** Only for the owner and for readers of private records. */
  address: { host: string } | null;
  /** In the order of sending. */
  deliveries: CallbackDelivery[];
  /** Oldest first. */
  inbound: InboundCallbackRecord[];
};

import { resolveCommentSchema, reviewCommentSchema } from '../../../shared';
import type { Anchor, FieldProblem, ReviewComment } from '../../../shared';
import type { z } from 'zod';
import { maySee } from '../generation/service';
import type { Generation, OutputRow } from '../generation/service';
import { conflict, forbidden, invalid, notFound, parse } from '../kernel';
import type { Kernel, Request } from '../kernel';
import { toComment } from './comment-rows';
import type { CommentRow, CommentRows } from './comment-rows';
import { reviewComments } from './content-types/review-comment';
import type { Keeping } from './keeping';
import type { Chosen, People } from './people';
import type { Subject, Subjects } from './subjects';

type Dependencies = {
  generation: Generation;
  rows: CommentRows;
  people: People;
  keeping: Keeping;
  subjects: Subjects;
};
type Input = z.output<typeof reviewCommentSchema>;

const refuse = (path: string, message: string, zh: string): FieldProblem => ({ path, message, zh });

const anchorProblems = (anchor: Anchor, { mime, durationSeconds }: OutputRow): FieldProblem[] => {
  const isVideo = mime?.startsWith('video/') ?? false;
  const { timeSeconds } = anchor;
  if (!isVideo)
    return timeSeconds === null
      ? []
      : [refuse('anchor.timeSeconds', 'is for videos; this is a picture', '仅适用于视频')];
  if (timeSeconds === null)
    return [refuse('anchor.timeSeconds', 'is required in a video', '视频批注须填写时间')];
  if (durationSeconds === null || timeSeconds <= durationSeconds) return [];
  return [
    refuse(
      'anchor.timeSeconds',
      `is beyond the ${durationSeconds} s of this video`,
      `超出该视频的时长 ${durationSeconds} 秒`
    ),
  ];
};

const answerProblems = (
  { anchor }: Input,
  first: CommentRow | null,
  { output }: Subject
): FieldProblem[] => {
  if (first?.outputId !== output.documentId)
    return [refuse('answersId', 'is not a comment on this result', '不是该结果的评论')];
  if (first.answersId !== null)
    return [
      refuse(
        'answersId',
        'is an answer itself: answer the first comment of the thread',
        '本身是回复：请回复该讨论的首条评论'
      ),
    ];
  return anchor === null
    ? []
    : [refuse('anchor', 'is given by the comment that is answered', '位置以被回复的评论为准')];
};

/** What people say about an output, to each other. */
export const createComments = (
  { store, transact, refuseSecrets }: Kernel,
  { generation, rows, people, keeping, subjects }: Dependencies
) => {
  const subjectOf = async (request: Request, outputId: string): Promise<Subject> => {
    const subject = await subjects.find(outputId);
    const isReader =
      request.can('task.read') && maySee(await generation.readerOf(request), subject.task);
    if (!isReader && !request.can('review.decide')) throw notFound('result', 'outputId');
    return subject;
  };

  const assertMayWrite = ({ can }: Request): void => {
    if (can('review.decide') || can('task.launch')) return;
    throw forbidden(
      {
        en: 'Comments are for those who make results and those who review them.',
        zh: '只有生成者与审核人可以评论。',
      },
      {
        en: 'Ask an administrator for one of these rights.',
        zh: '请联系管理员授予相应权限。',
      }
    );
  };

  const mentioned = async ({ mentions }: Input, { task }: Subject): Promise<Chosen[]> => {
    const known = await people.whoSee(task, mentions);
    const problems = mentions.flatMap((id, index) =>
      known.some((person) => person.id === id)
        ? []
        : [refuse(`mentions.${index}`, 'may not see this result', '无权查看该结果')]
    );
    if (problems.length > 0) throw invalid(problems);
    return known;
  };

  const assertFits = async (input: Input, subject: Subject): Promise<void> => {
    if (subject.output.state !== 'stored')
      throw conflict(
        { en: 'This result has no file yet to speak about.', zh: '该结果尚无文件可供评论。' },
        { code: 'not_stored' }
      );
    const problems = [
      ...(input.anchor ? anchorProblems(input.anchor, subject.output) : []),
      ...(input.answersId ? answerProblems(input, await rows.row(input.answersId), subject) : []),
    ];
    if (problems.length > 0) throw invalid(problems);
  };

  return {
    commentsOf: rows.commentsOf,

    /** @throws Refusal 404 for outputs that the reader may not see. */
    list: async (request: Request): Promise<ReviewComment[]> => {
      const { output } = await subjectOf(request, request.params.outputId ?? '');
      return rows.commentsOf(output.documentId);
    },

    /**
     * A comment on an output, or an answer to one.
     * @throws Refusal 400 for places outside, nested answers and people who may not see the output,
     * 403 and 404 for those who may not comment.
     */
    write: async (request: Request): Promise<ReviewComment> => {
      const input = parse(reviewCommentSchema, request.body);
      const subject = await subjectOf(request, request.params.outputId ?? '');
      assertMayWrite(request);
      await refuseSecrets(request.actor, input);
      await assertFits(input, subject);
      const mentions = await mentioned(input, subject);
      const storedSha256 = await keeping.currentSha256(subject.output);
      const outputId = subject.output.documentId;

      const row = await transact(request.actor, async (tx) => {
        const written = await store.insert(reviewComments, {
          outputId,
          taskId: subject.task.documentId,
          version: 1,
          answersId: input.answersId,
          body: input.body,
          isPinned: input.anchor !== null,
          x: input.anchor?.x ?? null,
          y: input.anchor?.y ?? null,
          timeSeconds: input.anchor?.timeSeconds ?? null,
          authorType: tx.actor.type,
          authorId: tx.actor.id,
          authorName: tx.actor.name,
          mentions,
          storedSha256,
          writtenAt: tx.at.toISOString(),
        });
        await tx.emit({
          type: 'comment.written',
          aggregateType: 'comment',
          aggregateId: written.documentId,
          aggregateVersion: 1,
          taskId: subject.task.documentId,
          note: input.body,
          data: {
            outputId,
            answersId: input.answersId,
            isPinned: written.isPinned,
            mentions: mentions.map(({ id }) => id),
          },
        });
        return written;
      });
      return toComment(row);
    },

    /**
     * Resolves a thread, or opens it again; what it is already stays as it is.
     * @throws Refusal 400 for answers, 403 and 404 for those who may not comment, 409 for a race.
     */
    resolve: async (request: Request): Promise<ReviewComment> => {
      const { isResolved } = parse(resolveCommentSchema, request.body);
      const found = await rows.row(request.params.commentId ?? '');
      if (!found) throw notFound('comment', 'commentId');
      await subjectOf(request, found.outputId);
      assertMayWrite(request);
      if (found.answersId !== null)
        throw invalid([
          refuse('commentId', 'is an answer: resolve the first comment', '是回复：请处理首条评论'),
        ]);

      const row = await transact(request.actor, async (tx) => {
        const comment = await store.lock(reviewComments, found.documentId);
        if (!comment) throw notFound('comment', 'commentId');
        if ((comment.resolvedAt !== null) === isResolved) return comment;
        const next = {
          resolvedAt: isResolved ? tx.at.toISOString() : null,
          resolvedByName: isResolved ? tx.actor.name : null,
          version: comment.version + 1,
        };
        const isMine = await store.compareAndSet(
          reviewComments,
          { documentId: comment.documentId, version: comment.version },
          next
        );
        if (!isMine)
          throw conflict({
            en: 'Somebody else changed this comment at the same moment. Load it again.',
            zh: '他人同时修改了该评论，请重新加载。',
          });
        await tx.emit({
          type: 'comment.resolved',
          aggregateType: 'comment',
          aggregateId: comment.documentId,
          aggregateVersion: next.version,
          taskId: comment.taskId,
          data: { outputId: comment.outputId, isResolved },
        });
        return { ...comment, ...next };
      });
      return toComment(row);
    },
  };
};

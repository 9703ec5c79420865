import type { FieldProblem, LaunchRequest, PresetContent } from '../../../shared';
import { presetContentOf } from '../../../shared';
import type { Generation } from '../generation/service';
import { invalid, Refusal } from '../kernel';
import type { Providers } from '../providers/service';

const NOBODY = 'preset';

/** Holds what a preset sets against what a launch may be. */
export const createFitting = ({
  generation,
  providers,
}: {
  generation: Pick<Generation, 'validate'>;
  providers: Pick<Providers, 'model'>;
}) => {
  /** Where a launch needs a picture, a preset has none: one of no file stands in its place. */
  const launchOf = ({ parameters, ...content }: PresetContent): LaunchRequest => {
    const model = providers.model(content.providerId, content.modelId);
    const role = model?.references.roles[0] ?? 'subject';
    const standIn = { fileDocumentId: NOBODY, role, rightsRecordId: NOBODY };
    const references = parameters.inputType.startsWith('image_') ? [standIn] : [];
    return {
      ...content,
      parameters: { ...parameters, references },
      subject: null,
      callbackUrl: null,
      idempotencyKey: null,
      preset: null,
      derivedFrom: null,
      repeatReason: null,
      finalReason: null,
    };
  };

  /**
   * The content as a launch would send it: with its specification named, without what the model has no word for.
   * @throws Refusal 400 that names every field that does not fit.
   */
  const fitted = (content: PresetContent): PresetContent => {
    const { request, parameters, specification } = generation.validate(launchOf(content));
    return presetContentOf({
      ...request,
      parameters,
      specification: specification?.name ?? null,
    });
  };

  /** As `fitted`, for the body of a request: the fields stand under `content` there. */
  const fittedBody = (content: PresetContent): PresetContent => {
    try {
      return fitted(content);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      const { fields = [], next, code } = error.details;
      throw invalid(
        fields.map((problem) => ({ ...problem, path: `content.${problem.path}` })),
        next,
        code
      );
    }
  };

  /** What does not fit any more: the configuration goes its own way. */
  const problemsOf = (content: PresetContent): FieldProblem[] => {
    try {
      fitted(content);
      return [];
    } catch (error) {
      if (error instanceof Refusal) return error.details.fields ?? [];
      throw error;
    }
  };

  return { fittedBody, problemsOf };
};
export type Fitting = ReturnType<typeof createFitting>;

import { createContext, useCallback, useContext, useEffect, useMemo, useState } from 'react';
import type { Catalog } from '../../../shared/catalog';
import type { Refusal } from '../api';
import { useFieldMessage } from './useFieldMessage';
import { fit, modelOf, specificationOf } from './form';
import type { LaunchForm, ModelRef, OfferedModel } from './form';
import type { Specification } from '../../../shared/parameters';
import type { PresetContent } from '../../../shared/presets';
import type { LaunchInput } from '../../../shared/tasks';
import { contentOf, keptFields } from './applyPreset';
import { toRequest } from './request';
import { isOverBudget, spendOf } from './money';
import type { Spend } from './money';
import { saveDraft } from './storage';
import { switchedParameters } from './switching';
import type { Switched } from './switching';
import { usePreflight } from './usePreflight';
import type { Checking } from './usePreflight';

export type Change = Partial<LaunchForm> | ((form: LaunchForm) => LaunchForm);

export type LaunchContextValue = {
  catalog: Catalog;
  form: LaunchForm;
  offered: OfferedModel | null;
  specification: Specification | null;
  request: LaunchInput | null;
  /** What a preset would hold; null until purpose and channel are chosen. */
  content: PresetContent | null;
  /** Inputs that a preset filled and nobody changed. */
  keptOfPreset: ReadonlySet<string>;
  checking: Checking;
  spend: Spend;
  /** Changes the form; `touched` names the inputs whose errors may be shown from now on. */
  change: (change: Change, ...touched: string[]) => void;
  /** Another model: keeps what it can do. */
  chooseModel: (chosen: ModelRef) => void;
  /** What the last choice of a model changed. */
  switched: readonly Switched[];
  forgetSwitch: () => void;
  touch: (path: string) => void;
  /** What is wrong with an input, once it was touched or a launch was tried. */
  errorOf: (path: string) => string | undefined;
  /** Inputs that are not right, whether shown or not. */
  problems: Record<string, string>;
  showAll: () => void;
  refuse: (refusal: Refusal) => void;
  refusal: Refusal | null;
};

const LaunchContext = createContext<LaunchContextValue | null>(null);
export const LaunchProvider = LaunchContext.Provider;

export const useLaunch = (): LaunchContextValue => {
  const value = useContext(LaunchContext);
  if (!value) throw new Error('useLaunch stands outside of a LaunchProvider');
  return value;
};

const covers = (shown: ReadonlySet<string>, path: string) =>
  [...shown].some((one) => path === one || path.startsWith(`${one}.`));

/** State of the form: kept for this window, checked as it is typed. */
export const useLaunchForm = (
  catalog: Catalog,
  start: string,
  initial: () => LaunchForm
): LaunchContextValue => {
  const [form, setForm] = useState(() => fit(initial(), catalog));
  const [touched, setTouched] = useState<ReadonlySet<string>>(() => new Set());
  const [isTried, setIsTried] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [switched, setSwitched] = useState<readonly Switched[]>([]);
  // Looking through models compares each with what there was before the first of them.
  const [baseline, setBaseline] = useState<LaunchInput['parameters'] | null>(null);
  const fieldMessage = useFieldMessage();

  useEffect(() => saveDraft(start, form), [start, form]);

  const touch = useCallback(
    (path: string) =>
      setTouched((before) => (before.has(path) ? before : new Set([...before, path]))),
    []
  );
  const apply = useCallback(
    (next: Change, ...paths: string[]) => {
      setForm((before) =>
        fit(typeof next === 'function' ? next(before) : { ...before, ...next }, catalog)
      );
      // What the server refused at launch may be mended by this change.
      setRefusal(null);
      paths.forEach(touch);
    },
    [catalog, touch]
  );
  const change = useCallback(
    (next: Change, ...paths: string[]) => {
      setBaseline(null);
      apply(next, ...paths);
    },
    [apply]
  );

  const offered = modelOf(catalog, form);
  const request = useMemo(() => offered && toRequest(form, offered), [form, offered]);
  const content = useMemo(() => request && contentOf(request), [request]);
  const keptOfPreset = useMemo(() => keptFields(form.preset, content), [form.preset, content]);
  const checking = usePreflight(request);

  const chooseModel = (chosen: ModelRef) => {
    const next = fit({ ...form, models: { ...form.models, [form.kind]: chosen } }, catalog);
    const nextOffered = modelOf(catalog, next);
    const before = baseline ?? request?.parameters ?? null;
    setBaseline(before);
    setSwitched(
      before && nextOffered
        ? switchedParameters(before, toRequest(next, nextOffered).parameters)
        : []
    );
    apply(next, 'modelId');
  };

  const fields = { ...checking.refusal?.fields, ...refusal?.fields };
  const problems = Object.fromEntries(
    Object.entries(fields).map(([path, message]) => [path, fieldMessage(path, message)])
  );
  const errorOf = (path: string) =>
    isTried || covers(touched, path) || refusal?.fields[path] ? problems[path] : undefined;

  return {
    catalog,
    form,
    offered,
    specification: specificationOf(catalog, form),
    request,
    content,
    keptOfPreset,
    checking,
    spend: spendOf(request, checking),
    change,
    chooseModel,
    switched,
    forgetSwitch: () => setSwitched([]),
    touch,
    errorOf,
    problems,
    showAll: () => setIsTried(true),
    refuse: (refused) => {
      setRefusal(refused);
      if (isOverBudget(refused)) checking.checkAgain();
    },
    refusal,
  };
};

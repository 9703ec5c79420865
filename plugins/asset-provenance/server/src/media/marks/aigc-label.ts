/** The label of GB 45438-2025, Annex E, as it stands in a file. */
export type AigcLabel = {
  /** "1": generated; "2": possibly; "3": suspected. */
  Label: string;
  ContentProducer: string;
  ProduceID: string;
  ReservedCode1: string;
  ContentPropagator: string;
  PropagateID: string;
  ReservedCode2: string;
};

const GENERATED = '1';
const FIELDS = ['Label', 'ContentProducer', 'ProduceID', 'ReservedCode1'] as const;

const REST = ['ContentPropagator', 'PropagateID', 'ReservedCode2'] as const;

const recordFrom = (text: string): Record<string, unknown> | null => {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : null;
  } catch {
    return null;
  }
};

/** What the producer said of itself in a label, bare or as `{"AIGC":{…}}`; null: it is no label. */
const producerOf = (text: string): Pick<AigcLabel, (typeof FIELDS)[number]> | null => {
  const outer = recordFrom(text);
  const label = (outer && 'AIGC' in outer ? outer.AIGC : outer) as Record<string, unknown> | null;
  if (!label || !['1', '2', '3'].includes(String(label.Label))) return null;
  const [Label, ContentProducer, ProduceID, ReservedCode1] = FIELDS.map((name) =>
    String(label[name] ?? '')
  ) as [string, string, string, string];
  return { Label, ContentProducer, ProduceID, ReservedCode1 };
};

/** A label with the fields of the standard and nothing else; null: it is no label. */
export const plainLabel = (text: string): string | null => {
  const producer = producerOf(text);
  const outer = recordFrom(text);
  const label = outer && 'AIGC' in outer ? (outer.AIGC as Record<string, unknown>) : outer;
  const rest = REST.map((name) => [name, String(label?.[name] ?? '')]);
  return producer && JSON.stringify({ ...producer, ...Object.fromEntries(rest) });
};

export type LabelFacts = {
  /** Codes of the operator as producer and as propagator. */
  producerCode: string;
  propagatorCode: string;
  /** Number of the content. */
  contentId: string;
};

/**
 * The label as text. What an upstream producer wrote stays, only who passes it on is ours.
 * @param former the label that the file has; null: none.
 */
export const labelText = (
  { producerCode, propagatorCode, contentId }: LabelFacts,
  former: string | null
): string => {
  const label: AigcLabel = {
    ...(producerOf(former ?? '') ?? {
      Label: GENERATED,
      ContentProducer: producerCode,
      ProduceID: contentId,
      ReservedCode1: '',
    }),
    ContentPropagator: propagatorCode,
    PropagateID: contentId,
    ReservedCode2: '',
  };
  return JSON.stringify(label);
};

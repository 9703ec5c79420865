import type { SandboxRenderRequest } from './request';
import { cleanText, fitLine, wrapText } from '../../../lettering';
import type { Typeface } from '../../../lettering';

/** Pixels from the top left corner of the picture. */
export type Box = { x: number; y: number; width: number; height: number };
export type PlacedText = {
  text: string;
  x: number;
  baseline: number;
  size: number;
  weight: 400 | 600 | 800;
};

export type CaptionLayout = {
  card: Box;
  padding: number;
  texts: PlacedText[];
  /** The DRAFT or FINAL label. */
  chip: Box & { text: PlacedText };
};

export const SANDBOX_NOTICE = 'Sandbox: no model was used';

/** Every text that the caption of a request may show: what the font has to be loaded for. */
export const captionTexts = (request: SandboxRenderRequest) => ({
  headline: cleanText(request.prompt) || '(no prompt)',
  avoid: request.negativePrompt ? `Without: ${cleanText(request.negativePrompt)}` : null,
  stage: request.stage.toUpperCase(),
  facts: [
    `Seed ${request.seed}`,
    cleanText(request.aspectRatio),
    ...(request.ordinal > 0 ? [`Output ${request.ordinal + 1}`] : []),
    cleanText(request.modelId),
  ],
});

const GAP = 0.85;
const LEADING = 1.28;

type Sizes = { headline: number; meta: number; padding: number; margin: number };
type Row = { cells: { text: string; width: number }[] };

/** Flows chip and facts into as many rows as the width asks for. */
const flow = (cells: Row['cells'], maxWidth: number, gap: number): Row[] => {
  const rows: Row[] = [];
  let used = 0;
  for (const cell of cells) {
    const row = rows.at(-1);
    if (row && used + gap + cell.width <= maxWidth) {
      row.cells.push(cell);
      used += gap + cell.width;
    } else {
      rows.push({ cells: [cell] });
      used = cell.width;
    }
  }
  return rows;
};

type Attempt = { layout: CaptionLayout; truncated: boolean; lines: number };

const arrange = (
  request: SandboxRenderRequest,
  face: Typeface,
  sizes: Sizes,
  maxLines: number,
  withAvoid: boolean
): Attempt => {
  const { width, height } = request;
  const { headline: size, meta, padding, margin } = sizes;
  const texts = captionTexts(request);
  const widest = Math.min(width - 2 * margin, Math.max(width * 0.52, height * 1.05));
  const inner = widest - 2 * padding;
  const bold = face.measure(800);
  const regular = face.measure(400);
  const strong = face.measure(600);

  const headline = wrapText(texts.headline, bold, inner / size, maxLines);
  const avoid = withAvoid && texts.avoid ? fitLine(texts.avoid, regular, inner / meta) : null;
  const chipWidth = strong(texts.stage) * meta + meta * 1.1;
  const facts = texts.facts.map((fact) => {
    const text = fitLine(fact, regular, inner / meta);
    return { text, width: regular(text) * meta };
  });
  const rows = flow([{ text: '', width: chipWidth }, ...facts], inner, meta * GAP);
  const notice = fitLine(SANDBOX_NOTICE, strong, inner / meta);

  const rowHeight = meta * 1.6;
  const contentHeight =
    headline.lines.length * size * LEADING +
    (avoid ? meta * 1.95 : 0) +
    meta * 0.55 +
    rows.length * rowHeight +
    meta * 1.3;
  const contentWidth = Math.max(
    ...headline.lines.map((line) => bold(line) * size),
    ...rows.map((row) =>
      row.cells.reduce((sum, cell) => sum + cell.width, (row.cells.length - 1) * meta * GAP)
    ),
    strong(notice) * meta,
    avoid ? regular(avoid) * meta : 0
  );
  const card: Box = {
    x: margin,
    y: height - margin - contentHeight - 2 * padding,
    width: Math.min(widest, contentWidth + 2 * padding),
    height: contentHeight + 2 * padding,
  };

  const left = card.x + padding;
  const placed: PlacedText[] = [];
  let y = card.y + padding;
  headline.lines.forEach((text) => {
    placed.push({ text, x: left, baseline: y + size * 0.98, size, weight: 800 });
    y += size * LEADING;
  });
  if (avoid) {
    placed.push({ text: avoid, x: left, baseline: y + meta * 1.35, size: meta, weight: 400 });
    y += meta * 1.95;
  }
  y += meta * 0.55;
  const chip = {
    x: left,
    y: y + rowHeight * 0.06,
    width: chipWidth,
    height: rowHeight * 0.88,
    text: {
      text: texts.stage,
      x: left + meta * 0.55,
      baseline: y + rowHeight * 0.72,
      size: meta,
      weight: 600 as const,
    },
  };
  rows.forEach((row, at) => {
    let x = left;
    row.cells.forEach((cell, cellAt) => {
      const isChip = at === 0 && cellAt === 0;
      if (!isChip)
        placed.push({
          text: cell.text,
          x,
          baseline: y + rowHeight * 0.72,
          size: meta,
          weight: 400,
        });
      x += cell.width + meta * GAP;
    });
    y += rowHeight;
  });
  placed.push({ text: notice, x: left, baseline: y + meta * 1.1, size: meta, weight: 600 });
  return {
    layout: { card, padding, texts: placed, chip },
    truncated: headline.truncated,
    lines: headline.lines.length,
  };
};

/**
 * Chooses the largest headline that keeps the card within a good share of the picture, and gives up
 * size, then lines, before anything else: a short prompt reads at thumbnail size, a long one fits.
 */
export const layoutCaption = (request: SandboxRenderRequest, face: Typeface): CaptionLayout => {
  const { width, height } = request;
  const base = Math.sqrt(width * height);
  const shorter = Math.min(width, height);
  const smallest = Math.max(11, base * 0.042);
  const sizesFor = (headline: number): Sizes => ({
    headline,
    meta: Math.max(8.5, base * 0.0255),
    padding: Math.max(6, shorter * 0.036),
    margin: Math.max(4, shorter * 0.036),
  });
  for (let size = Math.max(smallest, base * 0.07); size > smallest; size *= 0.93) {
    const attempt = arrange(request, face, sizesFor(size), 3, true);
    if (!attempt.truncated && attempt.layout.card.height <= height * 0.4) return attempt.layout;
  }
  const cramped = [
    { lines: 4, avoid: true, share: 0.5 },
    { lines: 4, avoid: false, share: 0.62 },
    { lines: 3, avoid: false, share: 0.68 },
    { lines: 2, avoid: false, share: 0.86 },
  ];
  for (const { lines, avoid, share } of cramped) {
    const attempt = arrange(request, face, sizesFor(smallest), lines, avoid);
    if (attempt.layout.card.height <= height * share) return attempt.layout;
  }
  return arrange(request, face, { headline: 10, meta: 8, padding: 3, margin: 2 }, 1, false).layout;
};

import type { Finding } from '../../../../shared';

export type Question = { id: number; path: string };
export type Answer = { id: number; findings: Finding[] } | { id: number; problem: string };

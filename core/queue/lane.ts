/** Why a key is in the queue, most urgent first (design §5). */
export const LANES = ['change', 'drift', 'resync'] as const;

/** One of {@link LANES}. */
export type Lane = (typeof LANES)[number];

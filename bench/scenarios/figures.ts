/** Measured values of one run, by row of the results table. */
export type Figures = Readonly<Record<string, number>>;

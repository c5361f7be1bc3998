/** What an event is about. */
export interface EventSubject {
  readonly kind: string;
  /** `''` when cluster-scoped. */
  readonly namespace: string;
  readonly name: string;
  /** `''` when not known. */
  readonly uid: string;
}

/** Something that happened to an object, as APIs tell it: one event, or a series of equal ones. */
export interface ObjectEvent {
  /** `Normal` or `Warning`. */
  readonly type: string;
  readonly reason: string;
  readonly note: string;
  /** Who reported it, e.g. `kubelet`. */
  readonly source: string;
  readonly regarding: EventSubject;
  readonly count: number;
  /** Milliseconds since 1970; 0 when not known. */
  readonly firstMs: number;
  readonly lastMs: number;
}

/** What is known of an object and of what belongs to it, newest first. */
export interface EventHistory {
  readonly events: readonly ObjectEvent[];
  /** Why something may be missing; `''`: nothing is. */
  readonly warning: string;
}

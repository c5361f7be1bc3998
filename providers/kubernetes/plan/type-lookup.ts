import type { GroupVersionKind, ResourceType } from '../../../core/index.ts';

/** Types of kinds whose names and scope come from discovery; `undefined` while a kind is not installed. */
export type TypeLookup = (gvk: GroupVersionKind) => ResourceType | undefined;

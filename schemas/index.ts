export { checkAgainst } from './check-against.ts';
export { type DocumentKind, documentKinds, documentSchema } from './document-schemas.ts';
export type {
  ApiTypes,
  Condition,
  CrdEntry,
  DeleteBlockEntry,
  Katalog,
  Metadata,
  Mutation,
  MutationRuleEntry,
  Normalize,
  Note,
  OperatorBox,
  ResourceBlockEntry,
  Security,
  Status,
  StatusFieldEntry,
  Validation,
  ValidationRuleEntry,
} from './generated/katalog.ts';
export {
  type KubernetesApi,
  type KubernetesGroupVersionKind,
  type KubernetesResource,
  type KubernetesSchema,
  type KubernetesSubresource,
  loadKubernetesApi,
} from './kubernetes/index.ts';
export { nearestWord } from './nearest-word.ts';
export { followReference } from './read-schema.ts';
export type { JsonSchema, SchemaProblem } from './schema-problem.ts';
export { validateDocument } from './validate-document.ts';

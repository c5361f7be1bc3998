export { checkAgainst } from './check-against.ts';
export {
  type DocumentKind,
  documentSchema,
  type RuntimeKind,
  type ToolKind,
} from './document-schemas.ts';
export type { E2E } from './generated/e2e.ts';
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
export type { Komposer } from './generated/komposer.ts';
export type { Motif } from './generated/motif.ts';
export type { RuntimeConfig } from './generated/runtime-config.ts';
export type { Simulate } from './generated/simulate.ts';
export {
  type KubernetesApi,
  type KubernetesGroupVersionKind,
  type KubernetesResource,
  type KubernetesSchema,
  type KubernetesSubresource,
  loadKubernetesApi,
  type ProtobufField,
} from './kubernetes/index.ts';
export { nearestWord } from './nearest-word.ts';
export type { JsonSchema, SchemaProblem } from './schema-problem.ts';
export { TargetShape } from './target-shape.ts';
export {
  type DocumentRules,
  loadDocumentRules,
  validateDocument,
} from './validate-document.ts';
export {
  expectedTypes,
  expectedTypesAt,
  flatten,
  type Located,
  type LocatedSchema,
  schemasAt,
  schemasOfKey,
} from './walk-schema.ts';

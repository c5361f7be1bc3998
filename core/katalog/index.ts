export { type CompileInput, type CompileResult, compile } from './compile/compile.ts';
export type { CompileDefaults } from './compile/compile-crd.ts';
export type { DocumentSummary, Purpose } from './compile/open-documents.ts';
export type { BlockProvider } from './compile/provider-kinds.ts';
export { definitionsIn, type FileBeside } from './compile/read-definitions.ts';
export type { SideFile, SideFileRequest, SideFileRole } from './compile/side-file.ts';
export { sideFilesOf } from './compile/side-files-of.ts';
export { formatPosition, formatProblem, type Problem } from './problem.ts';
export { ProblemCode } from './problem-code.ts';
export {
  type KubernetesDocuments,
  readKubernetesDocuments,
  readManifests,
} from './read-kubernetes-documents.ts';
export { fixUnescapedQuotes } from './source/read-documents.ts';
export type { SourceDocument } from './source/source-text.ts';

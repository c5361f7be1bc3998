/**
 * Every problem a document can have, by its stable code.
 *
 * @remarks A code is for ever: it may be retired, never reused. 10xx: files and YAML, 11xx: documents, 12xx: fields,
 * 13xx: spellings, 14xx: expressions, 15xx: meaning.
 */
export const ProblemCode = {
  FileEmpty: 'ORK1001',
  FileBinary: 'ORK1002',
  FileTooLarge: 'ORK1003',
  YamlSyntax: 'ORK1004',
  KeyDuplicate: 'ORK1005',
  YamlTooLarge: 'ORK1006',
  YamlUnsupported: 'ORK1007',
  SideFileUnreadable: 'ORK1008',
  DocumentLeftOut: 'ORK1009',
  QuotesUnescaped: 'ORK1010',

  KatalogMissing: 'ORK1101',
  KindUnknown: 'ORK1102',
  ApiVersionUnsupported: 'ORK1103',
  KatalogDuplicate: 'ORK1105',
  KindNotRunnable: 'ORK1106',
  CrdManifestInvalid: 'ORK1107',

  FieldUnknown: 'ORK1201',
  FieldMissing: 'ORK1202',
  ValueInvalid: 'ORK1203',
  NotBuilt: 'ORK1204',
  NotSupported: 'ORK1205',
  ReadingsDiffer: 'ORK1208',

  SpellingOld: 'ORK1301',
  SpellingTwice: 'ORK1302',

  TemplateInvalid: 'ORK1401',
  FieldReferenceUnknown: 'ORK1402',
  RootUnknown: 'ORK1403',
  NoteUnknown: 'ORK1404',
  TaintLeaks: 'ORK1405',
  NoteInvalid: 'ORK1406',
  LiteralDoubtful: 'ORK1407',
  ListOrSingle: 'ORK1408',

  CrdDuplicate: 'ORK1501',
  GvkDuplicate: 'ORK1502',
  DependencyUnknown: 'ORK1503',
  DependencyCycle: 'ORK1504',
  NameInvalid: 'ORK1505',
  DurationInvalid: 'ORK1506',
  ChildCollision: 'ORK1507',
  EntryWithoutEffect: 'ORK1508',
  SelectorRequired: 'ORK1509',
  ValueVolatile: 'ORK1510',
  NameShadowed: 'ORK1511',
  ComparisonsJoined: 'ORK1512',
  LifecycleNotice: 'ORK1513',
  ReferenceDoubtful: 'ORK1514',
  NotIdempotent: 'ORK1515',
  ChoiceOpen: 'ORK1516',
  KindAmbiguous: 'ORK1517',
  SpecNotFollowed: 'ORK1520',
} as const;

/** One of the stable codes of {@link ProblemCode}. */
export type ProblemCode = (typeof ProblemCode)[keyof typeof ProblemCode];

import { expect, test } from 'vitest';
import { compile, formatProblem } from '../../../core/katalog/index.ts';
import { aKubernetesProvider } from './a-kubernetes-provider.ts';

const DEFAULTS = { workers: 3, resyncMs: 15_000, failureThreshold: 5 };
const API = 'apiTypes: { group: a.io, version: v1, kind: Page, plural: pages }';

/** Declares `spec.title`, `spec.open` (whose items keep unknown fields), `spec.tags` as a text, and `status.phase`. */
const CRD = `apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata: { name: pages.a.io }
spec:
  group: a.io
  scope: Namespaced
  names: { kind: Page, plural: pages }
  versions:
    - name: v1
      served: true
      storage: true
      subresources: { status: {} }
      schema:
        openAPIV3Schema:
          type: object
          properties:
            spec:
              type: object
              properties:
                title: { type: string }
                tags: { type: string }
                open: { type: array, items: { type: object, x-kubernetes-preserve-unknown-fields: true } }
                strict: { type: array, items: { type: object, properties: { name: { type: string } } } }
            status: { type: object, properties: { phase: { type: string } } }
`;

/** A hint that many of the entries here deserve, and that is not their matter. */
const CREATED_ONCE = 'the object is created once';

/** A check that may refuse, with what is right beside what is certainly wrong. */
interface Check {
  readonly what: string;
  /** A CRD entry that must load. */
  readonly right: string;
  /** What is said of it all the same. Default: nothing. */
  readonly warns?: readonly string[];
  /** A CRD entry that must not load. Absent where nothing of the kind can be known to be wrong. */
  readonly wrong?: string;
  /** What is said of it. */
  readonly says?: string;
}

const maps = (entry: string): string => box(`onReconcile: { configMaps: [{ ${entry} }] }`);

function box(inner: string): string {
  return `${API}\noperatorBox: { ${inner} }`;
}

const CHECKS: readonly Check[] = [
  {
    what: 'labels of a resource',
    right: maps('name: a, labels: [{ key: app, value: "{{ .metadata.name }}" }]'),
    warns: ['labels as a list of key and value is an older spelling of labels as a map'],
    wrong: maps('name: a, labels: [app]'),
    says: 'labels is a list, expected a map',
  },
  {
    what: 'annotations of a resource',
    right: maps('name: a, annotations: [{ key: a.io/b, value: 1 }, { key: c, value: "" }]'),
    warns: ['annotations as a list of key and value is an older spelling of annotations as a map'],
    wrong: maps('name: a, annotations: [{ key: a, valu: b }]'),
    says: 'annotations is a list, expected a map',
  },
  {
    what: 'a pair that stands twice in a list',
    right: maps('name: a, labels: [{ key: app, value: x }, { key: app, value: y }]'),
    warns: [
      'labels as a list of key and value is an older spelling of labels as a map',
      'app stands twice in labels; the last one wins',
    ],
  },
  {
    what: 'labels of custom',
    right: box(
      'onReconcile: { custom: [{ apiVersion: v1, kind: Pod, metadata: { name: a, labels: [{ key: app, value: x }] } }] }',
    ),
    warns: ['labels as a list of key and value is an older spelling of labels as a map'],
  },
  {
    what: 'selector of a Service',
    right: box('onReconcile: { services: [{ port: 80, selector: [{ key: app, value: x }] }] }'),
    warns: ['selector as a list of key and value is an older spelling of selector as a map'],
    wrong: box('onReconcile: { services: [{ port: 80, selector: [[app, x]] }] }'),
    says: 'selector is a list, expected a map',
  },
  {
    what: 'labelSelector',
    right: `${API}\nlabelSelector: [{ key: app, value: x }]`,
    warns: [
      'labelSelector as a list of key and value is an older spelling of labelSelector as a map',
    ],
    wrong: `${API}\nlabelSelector: [{ key: "a b", value: x }]`,
    says: '"a b" is no label',
  },
  {
    what: 'fieldSelector',
    right: `${API}\nfieldSelector: [{ key: metadata.name, value: x }]`,
    warns: [
      'fieldSelector as a list of key and value is an older spelling of fieldSelector as a map',
    ],
    wrong: `${API}\nfieldSelector: [{ key: metadata.nam, value: x }]`,
    says: 'unknown field metadata.nam',
  },
  {
    what: 'operators eq and neq',
    right: maps(
      'name: a, when: [{ field: spec.x, operator: eq, value: a }, { field: spec.y, operator: neq, value: b }]',
    ),
    warns: [
      'operator eq is an older spelling of operator equals',
      'operator neq is an older spelling of operator notEquals',
    ],
    wrong: maps('name: a, when: [{ field: spec.x, operator: eqq, value: a }]'),
    says: 'operator is "eqq", expected one of',
  },
  {
    what: 'eq and neq as shorthands, also of rules',
    right: `${API}\nvalidation: { rules: [{ field: spec.x, eq: a, when: [{ field: spec.y, neq: b }] }] }`,
    warns: ['eq is an older spelling of equals', 'neq is an older spelling of notEquals'],
  },
  {
    what: 'valueType of a condition',
    right: maps('name: a, when: [{ field: spec.n, operator: gt, value: "1", valueType: int }]'),
    warns: [
      'valueType never had an effect on conditions: numbers are compared as numbers anyway; leave it out',
    ],
    wrong: maps('name: a, when: [{ field: spec.n, operator: gt, value: "1", valueTyp: int }]'),
    says: 'unknown field valueTyp',
  },
  {
    what: 'kinds in small letters',
    right: box(
      'onReconcile: { statefulsets: [{ image: a }], configmaps: [{ name: a }], pvcs: [{ storage: 1Gi }] }',
    ),
    warns: [
      'statefulsets is an older spelling of statefulSets',
      'configmaps is an older spelling of configMaps',
    ],
    wrong: box('onReconcile: { statefullsets: [{ image: a }] }'),
    says: 'statefullsets is no kind of resource, did you mean statefulSets?',
  },
  {
    what: 'a limit of the queue without a behaviour',
    right: box('reconcile: { workers: 4, queue: { maxDepth: 1000 } }'),
    wrong: box('reconcile: { queue: { maxDepth: -1 } }'),
    says: 'maxDepth is -1, expected a whole number',
  },
  {
    what: 'requeue as a list',
    right: box('requeue: [{ after: 5m }]'),
    wrong: box('requeue: [{ after: 5m }, { after: 6m }]'),
    says: 'requeue is a list, expected a map',
  },
  {
    what: 'keys that tools write into bundles',
    right: `${API}\nkatalogName: a\nkatalogNamespace: b\nkatalogDescription: c\nkatalogVersion: 1.0`,
    wrong: `${API}\nkatalogNam: a`,
    says: 'unknown field katalogNam, did you mean katalogName?',
  },
  {
    what: 'status fields that the runtime writes too',
    right: box(
      'status: { fields: [{ path: observedGeneration, value: "{{ generation . }}" }, { path: conditions, expr: "[]" }] }',
    ),
    wrong: box('status: { fields: [{ path: "{{ .spec.x }}", value: a }] }'),
    says: 'path is "{{ .spec.x }}"',
  },
  {
    what: 'a hyphen within a path',
    right: maps(
      'name: a, data: { a: "{{ .children.configMaps.my-service.status }}", b: "{{ children.configMaps.a--b-1 }}" }',
    ),
    wrong: maps('name: a, data: { a: "{{ .spec.a-}}" }'),
    says: "bad character U+002D '-'",
  },
  {
    what: 'children all at once where none is a Secret',
    right: maps(
      'name: a, data: { a: "{{ toJson .children }}", b: "{{ toJson . }}", c: "{% $string($$) %}" }',
    ),
    wrong: box(
      'onReconcile: { configMaps: [{ name: a, data: { a: "{{ toJson .children }}" } }], secrets: [{ name: b, data: { p: "1" } }] }',
    ),
    says: 'a secret or random value must not go into a ConfigMap',
  },
  {
    what: 'a Secret made as custom',
    right: box(
      'onReconcile: { custom: [{ apiVersion: v1, kind: Pod, metadata: { name: b } }], configMaps: [{ name: a, data: { a: "{{ toJson .children.custom }}" } }] }',
    ),
    wrong: box(
      'onReconcile: { custom: [{ apiVersion: v1, kind: Secret, metadata: { name: b } }], configMaps: [{ name: a, data: { a: "{{ .children.custom.data.p }}" } }] }',
    ),
    says: 'a secret or random value must not go into a ConfigMap',
  },
  {
    what: 'the dot of else with',
    right: maps(
      'name: a, data: { a: "{{ with .spec.a }}1{{ else with .spec.s }}{{ . }}{{ else }}3{{ end }}" }',
    ),
    wrong: maps(
      'name: a, data: { a: "{{ with .spec.a }}1{{ else with .children.secret.data }}{{ . }}{{ end }}" }',
    ),
    says: 'a secret or random value must not go into a ConfigMap',
  },
  {
    what: 'whether there is a Secret',
    right: box(
      'onReconcile: { secrets: [{ name: b, data: { p: "1" } }] }, status: { fields: [{ path: a, value: "{{ if .children.secret.data.p }}yes{{ end }}" }] }',
    ),
    wrong: box(
      'onReconcile: { secrets: [{ name: b, data: { p: "1" } }] }, status: { fields: [{ path: a, value: "{{ .children.secret.data.p }}" }] }',
    ),
    says: 'a secret or random value must not go into the status',
  },
];

test.each(CHECKS)('$what: what is right loads', async ({ right, warns = [] }) => {
  expect(await problemsOf(right)).toEqual(warns.map((text) => `warning ${text}`));
});

test.each(CHECKS.filter(({ wrong }) => wrong !== undefined))(
  '$what: what is certainly wrong is refused',
  async ({ wrong = '', says = '?' }) => {
    expect(await errorsOf(wrong)).toEqual([expect.stringContaining(`error ${says}`)]);
  },
);

/** Fields of the custom resource, with its CRD beside the Katalog. */
const WITH_CRD: readonly Check[] = [
  {
    what: 'a field that the CRD does not declare',
    right: maps('name: a, data: { a: "{{ .spec.titel | default `x` }}", b: "{% spec.foo %}" }'),
    warns: [
      'the CRD declares no spec.titel, did you mean spec.title?',
      'the CRD declares no spec.foo',
    ],
    wrong: maps('name: a, data: { a: "{{ .metadata.nam }}" }'),
    says: 'the custom resource has no metadata.nam, did you mean metadata.name?',
  },
  {
    what: 'a condition on such a field',
    right: maps('name: a, when: [{ field: spec.titel, exists: true }, { expr: "data.titel" }]'),
    warns: [
      'the CRD declares no spec.titel, did you mean spec.title?',
      'the CRD declares no spec.titel, did you mean spec.title?',
    ],
    wrong: maps('name: a, when: [{ field: specs.title, exists: true }]'),
    says: 'there is no specs to read, did you mean spec?',
  },
  {
    what: 'items that keep unknown fields',
    right: maps(
      'name: a, data: { a: "{% $join(spec.open.name) %}", b: "{% spec.open[0].x.y %}", c: "{% spec.open[port > 1].z %}" }',
    ),
  },
  {
    what: 'items that do not',
    right: maps('name: a, data: { a: "{% spec.strict.name %}", b: "{% spec.strict.nam %}" }'),
    warns: ['the CRD declares no spec.strict.nam, did you mean spec.strict.name?'],
  },
  {
    what: 'a field that normalize adds',
    right: `${API}\nnormalize: { spec: { internalName: x, a.b: y } }\noperatorBox: { onReconcile: { configMaps: [{ name: "{{ .spec.internalName }}-{{ .spec.a.b }}", data: { a: "{% spec.a %}" } }] } }`,
  },
  {
    what: 'a list that normalize makes of a text',
    right: `${API}\nnormalize: { spec: { tags: "{% $split(spec.tags, ',') %}" } }\noperatorBox: { onReconcile: { configMaps: [{ name: "a-{{ .index }}", forEach: { field: spec.tags } }] } }`,
    wrong: box(
      'onReconcile: { configMaps: [{ name: "a-{{ .index }}", forEach: { field: spec.tags } }] }',
    ),
    says: "field is spec.tags, which the CRD's schema calls string, expected a list or a map",
  },
  {
    what: 'a field that mutation sets',
    right: `${API}\nmutation: { rules: [{ field: spec.extra, default: x }] }\noperatorBox: { onReconcile: { configMaps: [{ name: "{{ .spec.extra }}" }] } }`,
    warns: ["the CRD's schema has no spec.extra, so the API server drops it"],
  },
  {
    what: 'a field that mutation may set, its path being a template',
    right: `${API}\nmutation: { rules: [{ field: "spec.{{ .spec.title }}", default: x }] }\noperatorBox: { onReconcile: { configMaps: [{ name: "{{ .spec.any }}" }] } }`,
  },
  {
    what: 'a status field that the Katalog writes',
    right: box(
      'onReconcile: { configMaps: [{ name: "{{ .status.step }}" }] }, status: { fields: [{ path: step, value: a }] }',
    ),
    warns: ["the CRD's schema has no status.step, so the API server drops it"],
  },
];

test.each(WITH_CRD)('beside a CRD, $what: what is right loads', async ({ right, warns = [] }) => {
  expect(await problemsOf(right, CRD)).toEqual(warns.map((text) => `warning ${text}`));
});

test.each(WITH_CRD.filter(({ wrong }) => wrong !== undefined))(
  'beside a CRD, $what: what is certainly wrong is refused',
  async ({ wrong = '', says = '?' }) => {
    expect(await errorsOf(wrong, CRD)).toEqual([expect.stringContaining(`error ${says}`)]);
  },
);

/** Names that operators may have, and what comes in their place. */
test.each([
  ['platformResource', true],
  ['Website.v2', true],
  ['a-b.C-9', true],
  [`${'a'.repeat(63)}.b`, true],
  ['a'.repeat(64), false],
  ['my_site', false],
  ['-a', false],
  ['a.', false],
  ['a b', false],
])('an operator may be called %s: %s', async (name, isRight) => {
  const text = katalog(API).replace('page:', `${JSON.stringify(name)}:`);
  const { problems } = await compileTexts([{ file: 'k.yaml', text }]);

  expect(problems.map(({ code }) => code)).toEqual(isRight ? [] : ['ORK1505']);
});

const CHILDREN = (
  'secret secrets configMap configmap configMaps configmaps deployment deployments statefulSet statefulset statefulSets ' +
  'statefulsets cronJob cronjob cronJobs cronjobs job jobs service services serviceAccount serviceaccount ' +
  'serviceAccounts serviceaccounts ingress ingresses pvc pvcs persistentVolumeClaim persistentvolumeclaim ' +
  'persistentVolumeClaims persistentvolumeclaims custom customs'
).split(' ');

/** The ways in which an expression names a child. */
const NAMINGS: readonly ((key: string) => string)[] = [
  (key) => maps(`name: a, data: { a: "{{ .children.${key}.metadata.name }}" }`),
  (key) => maps(`name: a, data: { a: '{{ get .children "${key}" "metadata" "name" }}' }`),
  (key) => maps(`name: a, data: { a: "{% children.${key}.metadata.name %}" }`),
  (key) => maps(`name: a, when: [{ field: children.${key}.metadata.name, exists: true }]`),
  (key) => maps(`name: a, when: [{ expr: "$exists(children.${key})" }]`),
];

test.each(CHILDREN)('children.%s is there to be read, in every way', async (key) => {
  for (const naming of NAMINGS) {
    const told = await problemsOf(naming(key));
    // Of what these Katalogs do not make.
    const doubts = told.filter((each) =>
      each.startsWith('warning no entry declares what children.'),
    );
    expect(told).toEqual(doubts);
  }
});

test.each([
  ['nonsense', 'there is no children.nonsense'],
  ['StatefulSet', 'there is no children.StatefulSet, did you mean children.statefulSet?'],
  ['statefullset', 'there is no children.statefullset, did you mean children.statefulSet?'],
  ['deploymnt', 'there is no children.deploymnt, did you mean children.deployment?'],
  ['replicaset', 'children.replicaset is not built yet, so it cannot be read'],
  ['networkPolicies', 'children.networkPolicies is not built yet, so it cannot be read'],
  ['hpa', 'children.hpa is not built yet, so it cannot be read'],
])('children.%s is refused, however it is written', async (key, says) => {
  for (const naming of NAMINGS) expect(await problemsOf(naming(key))).toEqual([`error ${says}`]);
});

/** Parts of the language that are not there yet, each by its path in the document. */
test.each([
  'security: { certManager: {} }',
  'security: { serviceName: a }',
  'security: { gatewayEndpoint: a }',
  'security: { webhooks: {} }',
  'security: { conversion: {} }',
  'security: { deletionProtection: {} }',
  'security: { namespaceProtection: { failurePolicy: Fail } }',
  'security: { namespaceProtection: { cleanupOnShutdown: true } }',
  'security: { namespaceProtection: { serviceName: a } }',
  'notes: { include: a.yaml }',
  'crossAccess: false',
  'gateway: {}',
  'notification: {}',
  'profiles: {}',
  'providers: []',
])('what is not built yet says so: %s', async (part) => {
  const { problems } = await compileTexts([{ file: 'k.yaml', text: `${katalog(API)}${part}\n` }]);

  expect(problems.map(({ code }) => code)).toEqual(['ORK1204']);
});

test.each([
  'imports: [{ motif: ./a.yaml }]',
  'conversion: {}',
  'serve: {}',
  'enrich: []',
  'enrichAll: true',
  'webhooks: {}',
  'admission: { webhooks: {} }',
  'deletionProtection: {}',
  'crossAccess: true',
  'setup: { helm: [] }',
  'setup: { wait: [] }',
  'setup: { apply: [a.yaml], wait: [] }',
  'normalize: { audit: true }',
  'mutation: { external: [] }',
  'mutation: { include: a.yaml }',
  'validation: { external: [] }',
  'validation: { include: a.yaml }',
  'admission: { validation: { include: a.yaml } }',
  'validation: { rules: [{ field: spec.a, link: a }] }',
  'validation: { rules: [{ field: spec.a, operator: unique }] }',
  'operatorBox: { imports: [{ motif: ./a.yaml }] }',
  'operatorBox: { reconcile: { imports: [{ motif: ./a.yaml }] } }',
  'operatorBox: { cross: [] }',
  'operatorBox: { providers: {} }',
  'operatorBox: { autoscale: {} }',
  'operatorBox: { runtime: { autoscale: {} } }',
  'operatorBox: { profile: high-throughput }',
  'operatorBox: { reconcile: { profile: high-throughput } }',
  'operatorBox: { include: a.yaml }',
  'operatorBox: { reconcile: { include: a.yaml } }',
  'operatorBox: { observe: {} }',
  'operatorBox: { watch: [] }',
  'operatorBox: { events: {} }',
  'operatorBox: { preReconcile: {} }',
  'operatorBox: { cleanup: {} }',
  'operatorBox: { runtime: { cleanup: {} } }',
  'operatorBox: { rollback: {} }',
  'operatorBox: { rollBackOnError: true }',
  'operatorBox: { status: { include: a.yaml } }',
  'operatorBox: { emit: { status: { include: a.yaml } } }',
  'operatorBox: { queue: { shared: true } }',
  'operatorBox: { reconcile: { queue: { behaviour: {} } } }',
  'operatorBox: { queue: { type: priority } }',
  'operatorBox: { queue: { retryBackoff: 1s } }',
  'operatorBox: { onReconcile: { external: [] } }',
  'operatorBox: { onReconcile: { replicasets: [{ image: a }] } }',
  'operatorBox: { onReconcile: { rolebindings: [{ name: a }] } }',
  'operatorBox: { onReconcile: { horizontalpodautoscalers: [{ name: a }] } }',
  'operatorBox: { onCreate: { deployments: [{ image: a, autoscale: {} }] } }',
  'operatorBox: { onCreate: { when: [{ field: spec.a, notify: {} }] } }',
  'operatorBox: { onCreate: { when: [{ field: spec.a, source: {} }] } }',
])('what is not built yet says so, in an entry: %s', async (part) => {
  const codes = (
    await compileTexts([{ file: 'k.yaml', text: katalog(`${API}\n${part}`) }])
  ).problems
    .filter(({ severity }) => severity === 'error')
    .map(({ code }) => code);

  expect(codes).toEqual(['ORK1204']);
});

function katalog(entry: string): string {
  return `apiVersion: orkestra.orkspace.io/v1\nkind: Katalog\nmetadata: { name: web }\nspec:\n  crds:\n    page:\n${entry.replaceAll(/^/gm, '      ')}\n`;
}

function compileTexts(documents: readonly { readonly file: string; readonly text: string }[]) {
  return compile({ documents, providers: [aKubernetesProvider()], defaults: DEFAULTS });
}

/** `warning …` and `error …`, in the order of the text. */
async function problemsOf(entry: string, crd?: string): Promise<readonly string[]> {
  const beside = crd === undefined ? [] : [{ file: 'crd.yaml', text: crd }];
  const { problems } = await compileTexts([{ file: 'k.yaml', text: katalog(entry) }, ...beside]);
  return problems
    .map((problem) =>
      formatProblem(problem)
        .replace(/^[^ ]+ /, '')
        .replace(/ ORK\d+:/, ''),
    )
    .filter((text) => !text.includes(CREATED_ONCE));
}

async function errorsOf(entry: string, crd?: string): Promise<readonly string[]> {
  return (await problemsOf(entry, crd)).filter((text) => text.startsWith('error'));
}

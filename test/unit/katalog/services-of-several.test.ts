import { expect, test } from 'vitest';
import { compile, formatProblem } from '../../../core/katalog/index.ts';
import { aKubernetesProvider } from './a-kubernetes-provider.ts';

const DEFAULTS = { workers: 3, resyncMs: 15_000, failureThreshold: 5 };

/** Entries of `onReconcile`, one line each. */
interface Case {
  readonly what: string;
  readonly services?: readonly string[];
  readonly deployments?: readonly string[];
  readonly statefulSets?: readonly string[];
  /** More of `onReconcile`, or other blocks. */
  readonly more?: readonly string[];
  readonly says: readonly string[];
}

const WEB = 'name: "{{ .metadata.name }}-web", image: a';
const API = 'name: "{{ .metadata.name }}-api", image: a';
const SERVICE = 'port: 80';
const big = 'when: [{ field: spec.size, equals: big }]';
const small = 'when: [{ field: spec.size, equals: small }]';
const open = 'when: [{ field: spec.open, equals: "true" }]';
const CERTAIN = 'error ORK1516: selector is required: the pods may be those of Deployment';
const POSSIBLE = 'warning ORK1516: selector is missing: the pods may be those of Deployment';

const CASES: readonly Case[] = [
  { what: 'beside one workload', deployments: [WEB], says: [] },
  { what: 'beside two of other names', deployments: [WEB, API], says: [CERTAIN] },
  {
    what: 'of a literal name beside two literal names',
    services: ['name: front, port: 80'],
    deployments: ['name: a, image: a', 'name: b, image: a'],
    says: [CERTAIN],
  },
  {
    what: 'beside two literal names, one of which may be that of the custom resource',
    deployments: ['name: a, image: a', 'name: b, image: a'],
    says: [POSSIBLE],
  },
  {
    what: 'beside two kinds',
    deployments: [WEB],
    statefulSets: ['name: "{{ .metadata.name }}-db", image: a'],
    says: [CERTAIN],
  },
  {
    what: 'with an empty selector',
    services: ['port: 80, selector: {}'],
    deployments: [WEB, API],
    says: [CERTAIN],
  },
  {
    what: 'with a selector',
    services: ['port: 80, selector: { app: web }'],
    deployments: [WEB, API],
    says: [],
  },
  {
    what: 'with a selector that a template makes',
    services: ['port: 80, selector: "{% spec.selector %}"'],
    deployments: [WEB, API],
    says: [],
  },
  {
    what: 'of the name of one, spaced otherwise',
    services: ['name: "{{.metadata.name}}-web", port: 80'],
    deployments: [WEB, API],
    says: [],
  },
  {
    what: 'called after one',
    services: ['name: "{{ .metadata.name }}-web-svc", port: 80'],
    deployments: [WEB, API],
    says: [],
  },
  {
    what: 'whose default name is that of one that has the name of its owner',
    deployments: ['name: "{{ .metadata.name }}", image: a', API],
    says: [],
  },
  {
    what: 'that is named as serviceName',
    services: ['name: peers, port: 80'],
    deployments: [WEB],
    statefulSets: ['name: db, image: a, serviceName: peers'],
    says: [],
  },
  {
    what: 'on whose port one listens',
    deployments: [`${WEB}, port: 80`, `${API}, port: 8080`],
    says: [],
  },
  {
    what: 'on whose port both listen',
    deployments: [`${WEB}, port: 80`, `${API}, port: 80`],
    says: [CERTAIN],
  },
  {
    what: 'on whose port one may listen',
    deployments: [`${WEB}, port: "{{ .spec.port }}"`, `${API}, port: 8080`],
    says: [],
  },
  {
    what: 'whose name a field gives',
    services: ['name: "{{ .spec.service }}", port: 80'],
    deployments: [WEB, API],
    says: [],
  },
  {
    what: 'whose name a block of a template gives',
    services: ['name: "{{ if .spec.x }}a{{ else }}b{{ end }}", port: 80'],
    deployments: ['name: "{{ if .spec.x }}a{{ end }}", image: a', API],
    says: [],
  },
  {
    what: 'beside two in another namespace',
    deployments: [`${WEB}, namespace: other`, `${API}, namespace: other`],
    says: [],
  },
  {
    what: 'beside two of which one may be elsewhere',
    deployments: [`${WEB}, namespace: "{{ .spec.place }}"`, API],
    says: [],
  },
  {
    what: 'beside two that are wanted by turns',
    deployments: [`${WEB}, ${big}`, `${API}, ${small}`],
    says: [],
  },
  {
    what: 'that is wanted where only one of two is',
    services: [`port: 80, ${big}`],
    deployments: [WEB, `${API}, ${small}`],
    says: [],
  },
  {
    what: 'beside two that may both be wanted',
    deployments: [`${WEB}, ${big}`, `${API}, ${open}`],
    says: [POSSIBLE],
  },
  {
    what: 'beside two, one of which is not always wanted',
    deployments: [WEB, `${API}, ${open}`],
    says: [POSSIBLE],
  },
  {
    what: 'with the condition of both',
    services: [`port: 80, ${open}`],
    deployments: [`${WEB}, ${open}`, `${API}, ${open}`],
    says: [CERTAIN],
  },
  {
    what: 'beside as many as a list has',
    services: ['name: front, port: 80'],
    deployments: ['name: "x-{{ .item }}", image: a, forEach: { field: spec.zones }'],
    says: [POSSIBLE],
  },
  {
    what: 'for each of a list, as its workload',
    services: ['name: "x-{{ .item }}", port: 80, forEach: { field: spec.zones }'],
    deployments: ['name: "x-{{ .item }}", image: a, forEach: { field: spec.zones }'],
    says: [],
  },
  {
    what: 'beside two entries for one object',
    deployments: [WEB],
    more: [`onCreate: { deployments: [{ ${WEB} }] }`],
    says: [],
  },
  {
    what: 'beside two that are created by turns, which no condition removes',
    more: [`onCreate: { deployments: [{ ${WEB}, ${big} }, { ${API}, ${small} }] }`],
    says: [CERTAIN],
  },
  {
    what: 'beside a workload and a job',
    deployments: [WEB],
    more: ['onCreate: { jobs: [{ name: seed, image: a }] }'],
    says: [],
  },
  {
    what: 'beside a workload that cannot be compiled, which may be the one',
    services: ['name: third, port: 80'],
    deployments: [WEB, API, 'name: third, image: "{{ .spec.x"'],
    says: [],
  },
];

test.each(CASES)('a Service without selector $what', async ({ says, ...written }) => {
  const told = await problemsOf(written);

  expect(told).toEqual(says.map((text) => expect.stringContaining(text)));
});

async function problemsOf(written: Omit<Case, 'says' | 'what'>): Promise<readonly string[]> {
  const { services = [SERVICE], deployments = [], statefulSets = [], more = [] } = written;
  const list = (items: readonly string[]): string => `[${items.map((it) => `{ ${it} }`).join()}]`;
  const text = `apiVersion: orkestra.orkspace.io/v1
kind: Katalog
metadata: { name: web }
spec:
  crds:
    page:
      apiTypes: { group: a.io, version: v1, kind: Page, plural: pages }
      operatorBox:
        onReconcile:
          services: ${list(services)}
          deployments: ${list(deployments)}
          statefulSets: ${list(statefulSets)}
${more.map((line) => `        ${line}\n`).join('')}`;
  const { problems } = await compile({
    documents: [{ file: 'k.yaml', text }],
    providers: [aKubernetesProvider()],
    defaults: DEFAULTS,
  });
  return problems.map(formatProblem).filter((line) => line.includes('ORK1516'));
}

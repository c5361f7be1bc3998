import { silentLogger } from '../../core/index.ts';
import { createHttpServer, createMetrics, type Metrics } from '../../plugins/http/index.ts';
import { anEntry } from '../helpers/builders.ts';
import { fakeClock } from '../helpers/fake-clock.ts';
import { aCrdProgram, fakeCrd, fakeRuntime } from '../helpers/fake-runtime.ts';
import { markdownTable } from './markdown-table.ts';

/** The page of the HTTP API and the metrics, made from what the server says of itself. */
export async function httpMarkdown(): Promise<string> {
  const metrics = createMetrics({ version: '1' });
  exercise(metrics);
  const entry = anEntry({ id: 'onCreate.deployments[0]', kind: 'deployments' });
  const program = aCrdProgram();
  const onCreate = { ...program.onCreate, entries: [entry] };
  const runtime = fakeRuntime({
    crds: [fakeCrd({ program: { ...program, onCreate } })],
    caches: [{ gvk: 'apps/v1/Deployment', lagMs: 1 }],
  });
  metrics.observe(runtime);
  const server = { runtime, metrics, log: silentLogger, clock: fakeClock(), version: '1' };
  const { app } = createHttpServer(server);
  const read = (url: string) => app.inject({ url, headers: { host: 'localhost' } });
  const api = (await read('/openapi.json')).json() as OpenApi;
  const text = (await read('/metrics')).body;
  await app.close();
  return `# HTTP API and metrics

The tables are made from the routes and instruments in \`plugins/http\`; a test proves them current, and
\`npx vitest run --project repo -u test/repo/docs.test.ts\` writes them anew.

\`ork run\` and \`ork dev\` serve HTTP on 127.0.0.1:8080 (\`--bind\`, \`--port\`), without authentication: whoever reaches the port may read.
On loopback, requests under a foreign \`Host\` are refused with 421. Errors are problem bodies (RFC 9457) with a code of [errors.md](errors.md).
Every answer has the header \`X-Orkestra-Leader\`. \`GET /openapi.json\` describes each answer field by field.

## Endpoints

${routeTable(api)}

- \`{crd}\` is the name of the entry in the Katalog. A name without a namespace is that of a cluster-scoped resource, or of one in \`default\`.
- Followers answer too, from warm caches; their CRDs are \`pending\` and \`isKonductor\` is false.
- An entry closes its endpoints with \`endpoints: { enabled, health, info }\`: \`health: false\` closes \`/katalog/{crd}/health\`, \`info: false\` all
  else under \`/katalog/{crd}\`, with 404. The CRD still counts in \`/katalog\`.
- Values that look like secrets are \`<redacted>\`: fields called password, token and the like, the data of Secrets, and secrets in the messages of events.
- \`/katalog\` answers 200 with \`"status": 503\` in the body while a CRD is degraded; \`/katalog/{crd}/health\` answers 503 itself.

Reading costs the API server nothing: answers come from caches. The one exception is \`…/events\`. Events that the leader recorded come from memory: the
last 20 of each of the last 1,000 custom resources of a CRD, repeats counted, and for 10 minutes after a deletion. Events of others
(kubelet, scheduler, a process before this one) are one list of the namespace, at most every 30 s however many ask, of at most 5,000 events.
It needs the right to \`list\` \`events\` in \`events.k8s.io\`, which \`ork generate rbac\` grants; where it is refused, \`warning\` says so and the
own events are told all the same. Pods of a Deployment and the like are recognised by how Kubernetes names them.

## Metrics

${metricTable(text)}

- Besides these there are the usual \`process_…\` and \`nodejs_…\`.
- Counters with a label \`crd\` are there from the start, at zero.
- \`crd\` is the name of the entry in the Katalog, \`kind\` the name of the block (\`deployments\`), \`gvk\` is \`group/version/Kind\`.
- \`orkestra_informer_lag_seconds\` grows to about 60 on a quiet cache and falls back with each bookmark; above 120 its watch is broken.
- A queue holds each custom resource at most once and drops nothing, so there is no metric for drops. What fails comes back:
  \`orkestra_queue_retries_total\`.
- The event loop is sampled ten times a second; scraping begins the next window.

\`/api/v1/query\` answers one name as Prometheus does, for dashboards where there is no Prometheus; it does not understand PromQL.
`;
}

interface OpenApi {
  readonly paths: Readonly<
    Record<
      string,
      {
        readonly get: {
          readonly summary: string;
          readonly parameters: readonly { readonly name: string; readonly in: string }[];
          readonly responses: Readonly<Record<string, unknown>>;
        };
      }
    >
  >;
}

function routeTable({ paths }: OpenApi): string {
  const rows = Object.entries(paths).map(([path, { get }]) => {
    const asked = get.parameters.filter((each) => each.in === 'query').map(({ name }) => name);
    const query = asked.length === 0 ? '' : `?${asked.join('&')}`;
    return [`\`GET ${path}${query}\``, get.summary, Object.keys(get.responses).join(', ')];
  });
  return markdownTable(['Endpoint', 'What it tells', 'Status'], rows);
}

/** Names, kinds, labels and help texts from the text format of Prometheus. */
function metricTable(text: string): string {
  const help = matches(text, /^# HELP (\S+) (.+)$/gm);
  const types = new Map(matches(text, /^# TYPE (\S+) (\S+)$/gm));
  const labels = new Map(
    matches(text, /^([a-z_0-9]+)\{([^}]*)\}/gm).map(([name, written]) => [
      name,
      [...written.matchAll(/(\w+)="/g)].map(([, label = '']) => label),
    ]),
  );
  const own = help
    .filter(([name]) => /^(controller|orkestra)_|^nodejs_eventloop_/.test(name))
    .map(([name, meaning]) => [
      `\`${name}\``,
      types.get(name) ?? '',
      (labels.get(name) ?? labels.get(`${name}_count`) ?? []).join(', '),
      meaning,
    ])
    .sort(([left = ''], [right = '']) => (left < right ? -1 : 1));
  return markdownTable(['Metric', 'Type', 'Labels', 'What it tells'], own);
}

function matches(text: string, pattern: RegExp): readonly (readonly [string, string])[] {
  return [...text.matchAll(pattern)].map(([, first = '', second = '']) => [first, second]);
}

/** Gives every instrument a sample, so that its labels show. */
function exercise({ runtime }: Metrics): void {
  const operation = { resource: 'deployments', verb: 'create', result: 'success' } as const;
  runtime.reconciled('website', 'success', 1);
  runtime.queueWaited('website', 1);
  runtime.activated('website', 'success', 1);
  runtime.providerOperated('website', 'kubernetes', { ...operation, durationMs: 1 });
  runtime.requested('get', 200, 1);
}

import { at, numberAt, recordsAt, stringAt } from '../json/record.ts';
import type { PrinterColumn } from '../resources/api-resource.ts';
import { age, column, wide } from './column.ts';

function countOf(...path: readonly string[]): (object: unknown) => number {
  return (object) => recordsAt(object, ...path).length;
}

function paramKind(policy: unknown): string {
  const kind = stringAt(policy, 'spec', 'paramKind', 'kind');
  return kind === '' ? '<unset>' : `${stringAt(policy, 'spec', 'paramKind', 'apiVersion')}/${kind}`;
}

function paramRef(binding: unknown): string {
  const name = stringAt(binding, 'spec', 'paramRef', 'name');
  const namespace = stringAt(binding, 'spec', 'paramRef', 'namespace');
  if (name === '') return '<unset>';
  return namespace === '' ? name : `${namespace}/${name}`;
}

const webhooks = [column('Webhooks', countOf('webhooks'), 'integer'), age];
const policyBinding = [
  column('PolicyName', (o) => stringAt(o, 'spec', 'policyName')),
  column('ParamRef', paramRef),
  age,
];

function roleRef(object: unknown): string {
  return `${stringAt(object, 'roleRef', 'kind')}/${stringAt(object, 'roleRef', 'name')}`;
}

function subjects(kind: string): (binding: unknown) => string {
  return (object) =>
    recordsAt(object, 'subjects')
      .filter((subject) => subject['kind'] === kind)
      .map((subject) => {
        const namespace = stringAt(subject, 'namespace');
        return `${namespace === '' ? '' : `${namespace}/`}${stringAt(subject, 'name')}`;
      })
      .join(', ');
}

const roleBinding = [
  column('Role', roleRef),
  age,
  wide('Users', subjects('User')),
  wide('Groups', subjects('Group')),
  wide('ServiceAccounts', subjects('ServiceAccount')),
];

/** A request without a condition waits for its approval. */
function csrCondition(request: unknown): string {
  const types = recordsAt(request, 'status', 'conditions').map((entry) => stringAt(entry, 'type'));
  const decided = types.length === 0 ? ['Pending'] : types;
  const isIssued = stringAt(request, 'status', 'certificate') !== '';
  return [...decided, ...(isIssued ? ['Issued'] : [])].join(',');
}

function csrDuration(request: unknown): string {
  const seconds = numberAt(request, 'spec', 'expirationSeconds');
  return seconds === undefined ? '<none>' : `${seconds}s`;
}

const ADMISSION = 'admissionregistration.k8s.io';
const RBAC = 'rbac.authorization.k8s.io';

/** What `kubectl get` shows of who may do what, after the name. */
export const policyColumns: Readonly<Record<string, readonly PrinterColumn[]>> = {
  [`${ADMISSION}/mutatingwebhookconfigurations`]: webhooks,
  [`${ADMISSION}/validatingwebhookconfigurations`]: webhooks,
  [`${ADMISSION}/mutatingadmissionpolicies`]: [
    column('Mutations', countOf('spec', 'mutations'), 'integer'),
    column('ParamKind', paramKind),
    age,
  ],
  [`${ADMISSION}/validatingadmissionpolicies`]: [
    column('Validations', countOf('spec', 'validations'), 'integer'),
    column('ParamKind', paramKind),
    age,
  ],
  [`${ADMISSION}/mutatingadmissionpolicybindings`]: policyBinding,
  [`${ADMISSION}/validatingadmissionpolicybindings`]: policyBinding,
  [`${RBAC}/rolebindings`]: roleBinding,
  [`${RBAC}/clusterrolebindings`]: roleBinding,
  'certificates.k8s.io/certificatesigningrequests': [
    age,
    column('SignerName', (o) => stringAt(o, 'spec', 'signerName')),
    column('Requestor', (o) => stringAt(o, 'spec', 'username')),
    column('RequestedDuration', csrDuration),
    column('Condition', csrCondition),
  ],
  'policy/poddisruptionbudgets': [
    column('Min Available', (o) => String(at(o, 'spec', 'minAvailable') ?? 'N/A')),
    column('Max Unavailable', (o) => String(at(o, 'spec', 'maxUnavailable') ?? 'N/A')),
    column(
      'Allowed Disruptions',
      (o) => numberAt(o, 'status', 'disruptionsAllowed') ?? 0,
      'integer',
    ),
    age,
  ],
  'scheduling.k8s.io/priorityclasses': [
    column('Value', (o) => numberAt(o, 'value'), 'integer'),
    column('Global-Default', (o) => at(o, 'globalDefault') === true, 'boolean'),
    age,
    column('PreemptionPolicy', (o) => stringAt(o, 'preemptionPolicy')),
  ],
};

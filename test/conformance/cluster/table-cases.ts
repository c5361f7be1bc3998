import { expect, test } from 'vitest';
import type { Context } from './cluster-context.ts';

const TABLE = 'application/json;as=Table;v=v1;g=meta.k8s.io';

interface Definition {
  readonly name: string;
  readonly priority: number;
}

/** What `kubectl get` prints of each kind; in brackets what only `-o wide` shows. */
const COLUMNS: readonly { readonly path: string; readonly columns: string }[] = [
  {
    path: 'api/v1/configmaps',
    columns: 'Name|Data|Age',
  },
  {
    path: 'api/v1/endpoints',
    columns: 'Name|Endpoints|Age',
  },
  {
    path: 'api/v1/events',
    columns:
      'Last Seen|Type|Reason|Object|[Subobject]|[Source]|Message|[First Seen]|[Count]|[Name]',
  },
  {
    path: 'api/v1/limitranges',
    columns: 'Name|Created At',
  },
  {
    path: 'api/v1/namespaces',
    columns: 'Name|Status|Age',
  },
  {
    path: 'api/v1/nodes',
    columns:
      'Name|Status|Roles|Age|Version|[Internal-IP]|[External-IP]|[OS-Image]|[Kernel-Version]|[Container-Runtime]',
  },
  {
    path: 'api/v1/persistentvolumeclaims',
    columns:
      'Name|Status|Volume|Capacity|Access Modes|StorageClass|VolumeAttributesClass|Age|[VolumeMode]',
  },
  {
    path: 'api/v1/persistentvolumes',
    columns:
      'Name|Capacity|Access Modes|Reclaim Policy|Status|Claim|StorageClass|VolumeAttributesClass|Reason|Age|[VolumeMode]',
  },
  {
    path: 'api/v1/pods',
    columns: 'Name|Ready|Status|Restarts|Age|[IP]|[Node]|[Nominated Node]|[Readiness Gates]',
  },
  {
    path: 'api/v1/replicationcontrollers',
    columns: 'Name|Desired|Current|Ready|Age|[Containers]|[Images]|[Selector]',
  },
  {
    path: 'api/v1/resourcequotas',
    columns: 'Name|Request|Limit|Age',
  },
  {
    path: 'api/v1/secrets',
    columns: 'Name|Type|Data|Age',
  },
  {
    path: 'api/v1/serviceaccounts',
    columns: 'Name|Age',
  },
  {
    path: 'api/v1/services',
    columns: 'Name|Type|Cluster-IP|External-IP|Port(s)|Age|[Selector]',
  },
  {
    path: 'apis/admissionregistration.k8s.io/v1/mutatingadmissionpolicies',
    columns: 'Name|Mutations|ParamKind|Age',
  },
  {
    path: 'apis/admissionregistration.k8s.io/v1/mutatingadmissionpolicybindings',
    columns: 'Name|PolicyName|ParamRef|Age',
  },
  {
    path: 'apis/admissionregistration.k8s.io/v1/mutatingwebhookconfigurations',
    columns: 'Name|Webhooks|Age',
  },
  {
    path: 'apis/admissionregistration.k8s.io/v1/validatingadmissionpolicies',
    columns: 'Name|Validations|ParamKind|Age',
  },
  {
    path: 'apis/admissionregistration.k8s.io/v1/validatingadmissionpolicybindings',
    columns: 'Name|PolicyName|ParamRef|Age',
  },
  {
    path: 'apis/admissionregistration.k8s.io/v1/validatingwebhookconfigurations',
    columns: 'Name|Webhooks|Age',
  },
  {
    path: 'apis/apiextensions.k8s.io/v1/customresourcedefinitions',
    columns: 'Name|Created At',
  },
  {
    path: 'apis/apps/v1/controllerrevisions',
    columns: 'Name|Controller|Revision|Age',
  },
  {
    path: 'apis/apps/v1/daemonsets',
    columns:
      'Name|Desired|Current|Ready|Up-to-date|Available|Node Selector|Age|[Containers]|[Images]|[Selector]',
  },
  {
    path: 'apis/apps/v1/deployments',
    columns: 'Name|Ready|Up-to-date|Available|Age|[Containers]|[Images]|[Selector]',
  },
  {
    path: 'apis/apps/v1/replicasets',
    columns: 'Name|Desired|Current|Ready|Age|[Containers]|[Images]|[Selector]',
  },
  {
    path: 'apis/apps/v1/statefulsets',
    columns: 'Name|Ready|Age|[Containers]|[Images]',
  },
  {
    path: 'apis/autoscaling/v2/horizontalpodautoscalers',
    columns: 'Name|Reference|Targets|MinPods|MaxPods|Replicas|Age',
  },
  {
    path: 'apis/batch/v1/cronjobs',
    columns:
      'Name|Schedule|Timezone|Suspend|Active|Last Schedule|Age|[Containers]|[Images]|[Selector]',
  },
  {
    path: 'apis/batch/v1/jobs',
    columns: 'Name|Status|Completions|Duration|Age|[Containers]|[Images]|[Selector]',
  },
  {
    path: 'apis/certificates.k8s.io/v1/certificatesigningrequests',
    columns: 'Name|Age|SignerName|Requestor|RequestedDuration|Condition',
  },
  {
    path: 'apis/coordination.k8s.io/v1/leases',
    columns: 'Name|Holder|Age',
  },
  {
    path: 'apis/discovery.k8s.io/v1/endpointslices',
    columns: 'Name|AddressType|Ports|Endpoints|Age',
  },
  {
    path: 'apis/events.k8s.io/v1/events',
    columns:
      'Last Seen|Type|Reason|Object|[Subobject]|[Source]|Message|[First Seen]|[Count]|[Name]',
  },
  {
    path: 'apis/networking.k8s.io/v1/ingressclasses',
    columns: 'Name|Controller|Parameters|Age',
  },
  {
    path: 'apis/networking.k8s.io/v1/ingresses',
    columns: 'Name|Class|Hosts|Address|Ports|Age',
  },
  {
    path: 'apis/networking.k8s.io/v1/ipaddresses',
    columns: 'Name|ParentRef',
  },
  {
    path: 'apis/networking.k8s.io/v1/networkpolicies',
    columns: 'Name|Pod-Selector|Age',
  },
  {
    path: 'apis/networking.k8s.io/v1/servicecidrs',
    columns: 'Name|CIDRs|Age',
  },
  {
    path: 'apis/node.k8s.io/v1/runtimeclasses',
    columns: 'Name|Handler|Age',
  },
  {
    path: 'apis/policy/v1/poddisruptionbudgets',
    columns: 'Name|Min Available|Max Unavailable|Allowed Disruptions|Age',
  },
  {
    path: 'apis/rbac.authorization.k8s.io/v1/clusterrolebindings',
    columns: 'Name|Role|Age|[Users]|[Groups]|[ServiceAccounts]',
  },
  {
    path: 'apis/rbac.authorization.k8s.io/v1/clusterroles',
    columns: 'Name|Created At',
  },
  {
    path: 'apis/rbac.authorization.k8s.io/v1/rolebindings',
    columns: 'Name|Role|Age|[Users]|[Groups]|[ServiceAccounts]',
  },
  {
    path: 'apis/rbac.authorization.k8s.io/v1/roles',
    columns: 'Name|Created At',
  },
  {
    path: 'apis/scheduling.k8s.io/v1/priorityclasses',
    columns: 'Name|Value|Global-Default|Age|PreemptionPolicy',
  },
  {
    path: 'apis/storage.k8s.io/v1/csidrivers',
    columns:
      'Name|AttachRequired|PodInfoOnMount|StorageCapacity|TokenRequests|RequiresRepublish|Modes|Age',
  },
  {
    path: 'apis/storage.k8s.io/v1/csinodes',
    columns: 'Name|Drivers|Age',
  },
  {
    path: 'apis/storage.k8s.io/v1/csistoragecapacities',
    columns: 'Name|Created At',
  },
  {
    path: 'apis/storage.k8s.io/v1/storageclasses',
    columns: 'Name|Provisioner|ReclaimPolicy|VolumeBindingMode|AllowVolumeExpansion|Age',
  },
  {
    path: 'apis/storage.k8s.io/v1/volumeattachments',
    columns: 'Name|Attacher|PV|Node|Attached|Age',
  },
  {
    path: 'apis/storage.k8s.io/v1/volumeattributesclasses',
    columns: 'Name|DriverName|Age',
  },
];

/** Lists as tables, which is all that `kubectl get` knows of a kind. */
export function tableCases(context: Context): void {
  test.each(COLUMNS)('$path has its columns', async ({ path, columns }) => {
    const { body } = await context().client.get(`/${path}?limit=1`, { accept: TABLE });

    const shown = body.columnDefinitions.map(({ name, priority }: Definition) =>
      priority > 0 ? `[${name}]` : name,
    );
    expect(shown.join('|')).toBe(columns);
  });
}

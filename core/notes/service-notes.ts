import { defineNotes } from './define-note.ts';
import type { Note } from './note.ts';
import { integerAt, mapsAt, textAt } from './object-fields.ts';

/** Services and endpoints (notes.md §1.14). */
export const serviceNotes: readonly Note[] = defineNotes('service', {
  'serviceClusterIP(service any) string': {
    description: 'spec.clusterIP.',
    example: ['{{ serviceClusterIP .children.service }}', '10.96.0.9'],
    call: (args) => textAt(args.any(0), 'spec', 'clusterIP'),
  },
  'serviceNodePort(service any) number': {
    description: 'Node port of the first port, 0 where there is none.',
    example: ['{{ serviceNodePort .children.service }}', '30080'],
    call: (args) => integerAt(mapsAt(args.any(0), 'spec', 'ports')[0], 'nodePort'),
  },
  'serviceLoadBalancerIP(service any) string': {
    description: 'Address that the load balancer gave.',
    example: ['{{ serviceLoadBalancerIP .children.service }}', '203.0.113.7'],
    call: (args) => textAt(firstIngress(args.any(0)), 'ip'),
  },
  'serviceLoadBalancerHost(service any) string': {
    description: 'Host name that the load balancer gave.',
    example: ['{{ serviceLoadBalancerHost .children.service }}', 'lb.example.com'],
    call: (args) => textAt(firstIngress(args.any(0)), 'hostname'),
  },
  'endpointsReady(endpoints any) boolean': {
    description: 'Whether any address is behind the endpoints.',
    example: ['{{ endpointsReady .children.endpoints }}', 'true'],
    call: (args) =>
      [...mapsAt(args.any(0), 'status', 'subsets'), ...mapsAt(args.any(0), 'subsets')].some(
        (subset) => mapsAt(subset, 'addresses').length > 0,
      ),
  },
});

/** First entry of `status.loadBalancer.ingress`. */
export function firstIngress(object: unknown): Readonly<Record<string, unknown>> | undefined {
  return mapsAt(object, 'status', 'loadBalancer', 'ingress')[0];
}

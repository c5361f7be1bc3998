import { defineNotes } from './define-note.ts';
import type { Note } from './note.ts';
import { joined, mapsAt, textAt, textsAt } from './object-fields.ts';
import { firstIngress } from './service-notes.ts';

/** Ingresses (notes.md §1.17). */
export const ingressNotes: readonly Note[] = defineNotes('ingress', {
  'ingressReady(ingress any) boolean': {
    description: 'Whether the load balancer gave an address or host name.',
    example: ['{{ ingressReady .children.ingress }}', 'true'],
    call: (args) => {
      const entry = firstIngress(args.any(0));
      return textAt(entry, 'ip') !== '' || textAt(entry, 'hostname') !== '';
    },
  },
  'ingressHost(ingress any) string': {
    description: 'Host name that the load balancer gave.',
    example: ['{{ ingressHost .children.ingress }}', 'in.example.com'],
    call: (args) => textAt(firstIngress(args.any(0)), 'hostname'),
  },
  'ingressIP(ingress any) string': {
    description: 'Address that the load balancer gave.',
    example: ['{{ ingressIP .children.ingress }}', '203.0.113.8'],
    call: (args) => textAt(firstIngress(args.any(0)), 'ip'),
  },
  'ingressClassName(ingress any) string': {
    description: 'spec.ingressClassName.',
    example: ['{{ ingressClassName .children.ingress }}', 'nginx'],
    call: (args) => textAt(args.any(0), 'spec', 'ingressClassName'),
  },
  'ingressRules(ingress any) string': {
    description: 'Hosts of the rules.',
    example: ['{{ ingressRules .children.ingress }}', 'shop.example.com, www.example.com'],
    call: (args) =>
      joined(mapsAt(args.any(0), 'spec', 'rules').map((rule) => textAt(rule, 'host'))),
  },
  'ingressTLSHosts(ingress any) string': {
    description: 'Hosts with TLS, each once.',
    example: ['{{ ingressTLSHosts .children.ingress }}', 'shop.example.com, www.example.com'],
    call: (args) => {
      const hosts = mapsAt(args.any(0), 'spec', 'tls').flatMap((entry) => textsAt(entry, 'hosts'));
      return joined([...new Set(hosts)]);
    },
  },
});

import { defineNotes } from './define-note.ts';
import { isInBlock, parseCidr, parseIp } from './ip-address.ts';
import type { Note } from './note.ts';

const PRIVATE = ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', 'fc00::/7']
  .map(parseCidr)
  .filter((block) => block !== undefined);

/** Addresses and host names (notes.md §1.12). */
export const networkNotes: readonly Note[] = defineNotes('network', {
  'cidrContains(block string, address string) boolean': {
    description: 'Whether a block holds an address; false when one is not valid.',
    example: ['{{ cidrContains "10.0.0.0/8" "10.1.2.3" }}', 'true'],
    call: (args) => {
      const block = parseCidr(args.text(0));
      const address = parseIp(args.text(1));
      return block !== undefined && address !== undefined && isInBlock(address, block);
    },
  },
  'ipValid(address string) boolean': {
    description: 'Whether a text is an IPv4 or IPv6 address.',
    example: ['{{ ipValid "10.0.0.256" }}', 'false'],
    call: (args) => parseIp(args.text(0)) !== undefined,
  },
  'ipIsPrivate(address string) boolean': {
    description: 'Whether an address is of a private range.',
    example: ['{{ ipIsPrivate "192.168.1.1" }}', 'true'],
    call: (args) => {
      const address = parseIp(args.text(0));
      return address !== undefined && PRIVATE.some((block) => isInBlock(address, block));
    },
  },
  'domainHost(url any) string': {
    description: 'A URL without its scheme and one trailing slash.',
    example: ['{{ domainHost "https://www.example.com/" }}', 'www.example.com'],
    call: (args) => hostOf(args.any(0)),
  },
  'domainBare(url any) string': {
    description: 'Like domainHost, without a leading "www.".',
    example: ['{{ domainBare "https://www.example.com/" }}', 'example.com'],
    call: (args) => hostOf(args.any(0)).replace(/^www\./, ''),
  },
});

function hostOf(url: unknown): string {
  if (typeof url !== 'string') return '';
  return url
    .trim()
    .replace(/^https:\/\//, '')
    .replace(/^http:\/\//, '')
    .replace(/\/$/, '');
}

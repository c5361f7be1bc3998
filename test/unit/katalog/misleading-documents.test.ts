import { describe, expect, test } from 'vitest';
import { toldOfText } from './told-of.ts';

describe('documents', () => {
  const katalog = (
    head: string,
    crds = '{}',
    tail = '',
  ): string => `apiVersion: orkestra.orkspace.io/v1
kind: Katalog
metadata: ${head}
spec: { crds: ${crds} }
${tail}`;
  const CRDS =
    '{ a: { apiTypes: { group: example.org, version: v1, kind: Website, plural: websites } } }';
  const types = (text: string): string =>
    katalog('{ name: a }', `{ a: { apiTypes: { ${text} } } }`);

  test.each([
    [
      'an empty crds',
      katalog('{ name: a }'),
      ['error ORK1202: crds is empty: a Katalog declares at least one operator'],
    ],
    [
      'a name that is none',
      katalog('{ name: Website_Operator }', CRDS),
      [
        'error ORK1505: "Website_Operator" is not a name of a Katalog, expected letters, digits, - and ., with a letter or digit at both ends, at most 253, did you mean website-operator?',
      ],
    ],
    [
      'a version without v',
      types('group: example.org, version: 1, kind: Website, plural: websites'),
      ['error ORK1203: version is "1", expected API version, e.g. v1alpha1, did you mean v1?'],
    ],
    [
      'a maturity that is none',
      katalog('{ name: a }', CRDS, 'lifecycle: { maturity: experimental }'),
      [
        'error ORK1203: maturity is "experimental", expected one of alpha, beta, stable, deprecated',
      ],
    ],
    [
      'a deprecation without message',
      katalog('{ name: a }', CRDS, 'lifecycle: { deprecation: { migratedTo: b } }'),
      ['error ORK1202: message is missing'],
    ],
    [
      'a range that is none',
      katalog('{ name: a }', CRDS, 'lifecycle: { compatibility: { kubernetes: "!!!invalid" } }'),
      [
        'error ORK1203: kubernetes is "!!!invalid", expected a range of versions such as >=1.28 or ^1.2',
      ],
    ],
    [
      'days that are none, or go backwards',
      katalog(
        '{ name: a }',
        CRDS,
        'lifecycle: { deprecation: { message: x, timeline: { from: 2026-02-30, to: soon } } }',
      ),
      [
        'error ORK1203: from is "2026-02-30", expected a day such as 2026-01-31',
        'error ORK1203: to is "soon", expected a day such as 2026-01-31',
        'warning ORK1513: deprecated: x',
      ],
    ],
    [
      'accept on a Katalog',
      katalog('{ name: a }', CRDS, 'lifecycle: { accept: { patterns: [{ name: b }] } }'),
      ['error ORK1205: accept belongs to a Komposer, this is a Katalog'],
    ],
    [
      'an alpha',
      katalog('{ name: a }', CRDS, 'lifecycle: { maturity: alpha }'),
      ['warning ORK1513: maturity is alpha: it may change in any way'],
    ],
    [
      'deprecated without a deprecation',
      katalog('{ name: a }', CRDS, 'lifecycle: { maturity: deprecated }'),
      ['warning ORK1513: maturity is deprecated, but there is no deprecation with a message'],
    ],
    [
      'a least maturity that is none',
      katalog('{ name: a }', CRDS, 'policy: { lifecycle: { minMaturity: deprecated } }'),
      ['error ORK1203: minMaturity is "deprecated", expected one of alpha, beta, stable'],
    ],
    [
      'an empty identity',
      katalog(
        '{ name: a }',
        CRDS,
        'publish: { signing: { verify: true, expectedIdentities: [a, ""] } }',
      ),
      ['error ORK1203: expectedIdentities[1] is "", expected a text that is not empty'],
    ],
    [
      'tests of intents without an API',
      katalog('{ name: a }', CRDS, 'publish: { tests: { intent: true } }'),
      ['error ORK1202: intent needs gateway.api.enabled: true'],
    ],
    [
      'a stable document with all there is',
      katalog(
        '{ name: a }',
        CRDS,
        'lifecycle: { maturity: stable, compatibility: { kubernetes: ">=1.28", orkestra: ^0.7 } }\npolicy: { lifecycle: { minMaturity: beta } }\npublish: { signing: { verify: true, expectedIdentities: [x] }, tests: { e2e: true } }',
      ),
      [],
    ],
  ])('%s', async (_, text, told) => {
    expect([...(await toldOfText(text))].sort()).toEqual([...told].sort());
  });
});

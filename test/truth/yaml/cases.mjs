/** Plain scalars that readers of YAML take for different things, each asked as a value, an item and a key. */
const SCALARS = `
0 00 07 08 010 0120 0444 0899 -010 +010 0o17 0O17 -0o17 0_7 0o_17 0o8 0777777777777777777777777
1 +1 -1 -0 1_000 1__0 1_ _1 - -_1 1_0.5 12_34e1 9007199254740991
0x1F 0X1f -0x1f +0x1f 0x_1f 0x 0xg 0b11 0B11 -0b11 0b2 0b
1.0 1.10 1. .5 +.5 -.5 .5_0 . .. ... .e5 .5e3 1e3 1E3 1e+3 1e-3 1e 1e+ 1.5e400 -1e400 0.0 -0.0 1e+21 12e03 1.0e+21
.inf -.inf +.inf .Inf .INF .iNF .nan .NaN .NAN
y Y n N yes Yes YES yEs no No NO on On ON oN off Off OFF true True TRUE tRUE false False FALSE
~ null Null NULL nULL nil none
12:30 12:30:45 1:30 190:20:30.15 2024-01-01 2024-1-1 2001-12-14T21:59:43Z 2001-12-14t21:59:43.10-05:00
= <<x << 100m 1Gi 5s 80/TCP 10.0.0.1 1.27-alpine v1 0xdeadbeefg 1,000 +a 0.1.2 1e3x
`
  .split(/\s+/)
  .filter((text) => text !== '');

const DOCUMENTS = [
  'v: !!int "0444"',
  'v: !!str 0444',
  'v: !!str yes',
  "v: '0444'",
  'v: "yes"',
  'v:',
  'v: ""',
  'v: |\n  x\n\n',
  'v: |-\n  x\n\n',
  'v: |+\n  x\n\n',
  'v: |2\n    x\n   y\n',
  'v: >\n  x\n  y\n\n  z\n',
  'v: "a\\tb\\u0085c\\x1b"',
  'v: a b\n  c',
  'v: {a: yes, b: [on, 0444]}',
  'v: &x {y1: 0444}\nw: {<<: *x, z: 1}',
  'a:\n- 1\n-\n- b\n',
  '# nothing\n',
  '--- \na: 1\n',
  '{"a": 1, "b": "0444", "c": [true, null]}',
  'v: 2001-12-14 21:59:43',
];

export const texts = [
  ...SCALARS.flatMap((text) => [`v: ${text}`, `- ${text}`, `${text}: v`]),
  ...DOCUMENTS,
];

export const casesText = () => `[\n${texts.map((text) => JSON.stringify(text)).join(',\n')}\n]\n`;

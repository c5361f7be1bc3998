/** Literals, strings, trimming, comments and what does not parse. */
const numbers = [
  '0', '1', '-1', '+1', '42', '007', '0755', '0o17', '0O17', '-0o17', '0x1F', '0X1f', '-0xE', '0xE', '+0xe', '0b101', '0B11', '-0b1',
  '1_000', '0x_1F', '0b1_0', '0_7', '1_000.5', '1_0e1_0', '0x1_0p1_0', '9223372036854775807', '-9223372036854775808', '9007199254740993',
  '1.0', '1.', '.5', '-.5', '+.5', '1e3', '1E3', '1e+3', '1e-3', '1e21', '1e20', '1e100', '1e-7', '123456.789', '0.1', '100000.0', '1000000.0',
  '1234567.0', '12345678.9', '0.0001', '0.00001', '-0.0', '1e6', '1e5', '3.0', '0x1p-2', '0x1.8p1', '0X1P+3', '0x.8p0', '-0x1p4', '0x1.fffffffffffff8p0',
  '5e-324', '1.7976931348623157e308', '2.2250738585072014e-308', "'a'", "'é'", "'✓'", "'😀'", "'\\n'", "'\\''", "'\\x41'", "'\\101'", "'\\u00e9'", "'\\U0001F600'", "'\"'", "'\\\\'", '0e5', '00', '-0', '+0', '00.5', '010e1', '09.5', '1e1', '0x10',
];
const badNumbers = [
  '9223372036854775808', '18446744073709551615', '18446744073709551616', '-9223372036854775809', '99999999999999999999999', '08', '09', '0x', '0b', '0o', '0b2', '0o8',
  '1__0', '1_', '0x1_', '_1x', '1_.5', '1._5', '1e_5', '1_e5', '1e', '1e+', '0x1.8', '0xg', '1x', '1a', '12ab', '1.2.3', '..', '.', '-', '+', '--1', '+-1', '1-', '1e400', '0x1p99999',
  "''", "'ab'", "'", "'a", "'\\q'", "'\\400'", "'\\x4'", "'\\ud800'", "'\\\"'", '1é', '٣', '1,2',
];
const strings = [
  '""', '"plain"', '"tab\\tnl\\ncr\\r"', '"\\a\\b\\f\\v"', '"quote \\" backslash \\\\"', '"\\x41\\x42"', '"\\101\\102"', '"\\u00e9\\u2713"', '"\\U0001F600"',
  '"é✓日本😀"', '``', '`raw`', '`raw "quoted" \\n`', '`two\nlines`', '`cr\r\nlf`', '"{{"', '"}}"', '`}}`', '"a}}b"', '"/* no comment */"', '"\\xff"', '"\\xe9"', '"\\xc3\\xa9"', '"a\\xffb"', '"\\377"', '"it\'s"', '"\\u0000"',
];
const badStrings = ['"open', '"nl\n"', '"esc\\', '`open', '"\\q"', '"\\\'"', '"\\x4"', '"\\u12"', '"\\ud800"', '"\\U00110000"', '"\\400"', '"\\8"', '"a" "b', '"\\\n"'];

export const groups = [
  { name: 'numbers', data: 'main', templates: numbers.flatMap((n) => [`{{${n}}}`, `{{printf "%T %v" ${n} ${n}}}`]) },
  { name: 'bad numbers', data: 'main', templates: badNumbers.flatMap((n) => [`{{${n}}}`, `a\n{{ print ${n} }}`]) },
  { name: 'strings', data: 'main', templates: strings.flatMap((s) => [`{{${s}}}`, `{{print ${s} | printf "%q"}}`, `{{len ${s}}}`]) },
  { name: 'bad strings', data: 'main', templates: badStrings.map((s) => `{{${s}}}`) },
  {
    name: 'constants', data: 'main', templates: [
      '{{true}}', '{{false}}', '{{nil}}', '{{ nil }}', '{{print nil}}', '{{print true false}}', '{{true.x}}', '{{nil.x}}', '{{"a".x}}', '{{3.x}}', '{{(3).x}}', '{{("a").x}}', '{{true 1}}', '{{1 2}}', '{{"a" "b"}}', '{{nil 1}}', '{{. 1}}', '{{.kind 1}}', '{{(1) 2}}', '{{$ 1}}', '{{$x := 1}}{{$x 2}}',
    ],
  },
  {
    name: 'text and trimming', data: 'main', templates: [
      '', ' ', 'plain', 'plain { text } }}', '{', '}', '{ {', 'a{{1}}b', 'a {{1}} b', 'a {{- 1}} b', 'a {{1 -}} b', 'a {{- 1 -}} b', 'a\n\n{{- 1 -}}\n\nb', 'a\t\r\n {{- 1 -}} \t\r\nb', ' {{- 1 -}} ', '{{- 1 -}}', '{{-1}}', '{{- -1}}', '{{1-}}', '{{1 -}}', '{{ 1 - }}', '{{ 1 - 2 }}', '{{-}}', '{{- }}', '{{ -}}', '{{- -}}', '{{--}}', 'a\u00a0{{- 1}}', 'a\u2003{{- 1 -}}\u2003b', '{{"x"}} }}', '{{"x" -}} }}', 'x {{- "y"}}{{"z" -}} w', '{{1}}\n{{2}}', '{{1}}\n{{- 2}}', '{{1 -}}\n{{2}}', '{{1\n}}', '{{\n1\n}}', '{{print\n1\n2}}', '{{\t1\t}}', '{{\r\n1 -}}\r\n x', '{{- "a" -}}{{- "b" -}}', '  {{- /* c */ -}}  ', 'é {{- "ü" -}} ñ', '{{.kind}}{{.kind}}', '{{.kind}} {{- .kind}}', '{{{1}}}', '{{{ 1 }}}', '{{}}', '{{ }}', '{{\n}}', '{{ -1 -}} x', '{{1 -}}', 'x{{- }}', '{{1}', '{{1', '{{', '{{ ', '{{-', '{{1 }', '{{"a"}', '{{ 1 }} {{', 'a\nb\n{{', 'a{{-\n1}}', '{{1 -\n}}',
    ],
  },
  {
    name: 'comments', data: 'main', templates: [
      '{{/* c */}}', 'a{{/* c */}}b', 'a {{- /* c */ -}} b', 'a {{- /* c */}} b', 'a {{/* c */ -}} b', 'a\n{{/* two\nlines */}}\nb', '{{/* a */}}{{/* b */}}{{1}}', '{{/**/}}', '{{/* /* */}}', '{{/* }} */}}', '{{ /* c */}}', '{{/* c */ }}', '{{/* c */', '{{/* c', '{{/* c }}', '{{-/* c */}}', '{{/* c */-}}', '{{1 /* c */}}', '{{- /* c */-}}', '{{/* a */}}\n\n{{.x.y.z}}', '{{/* é */}}{{.spec.x.y}}', '{{/*\n\n*/}}{{nosuch}}', '{{if true}}{{/* c */}}{{else}}{{/* d */}}{{end}}', '{{define "x"}}{{/* c */}}{{end}}{{template "x"}}',
    ],
  },
  {
    name: 'parse errors', data: 'main', templates: [
      '{{nosuch}}', '{{nosuch .x}}', '{{.x | nosuch}}', '{{ name children.job }}', '{{children.job}}', 'line1\nline2 {{nosuch}}', '{{print\n\nnosuch}}', '{{.a-b}}', '{{.a/b}}', '{{.list.0}}', '{{.a.b-c}}', '{{.a!}}', '{{.a b}}', '{{a.b}}', '{{.é}}', '{{.日本.x}}', '{{.1}}', '{{.a.}}', '{{.}}{{..}}', '{{. .}}', '{{.a..b}}', '{{.a .b}}', '{{.a. b}}', '{{$x}}', '{{$x.y}}', '{{$x := }}', '{{$x := 1', '{{$x = 1}}', '{{$x, $y := 1}}', '{{$x, 1}}', '{{$x , $y}}', '{{$x y}}', '{{:= 1}}', '{{: 1}}', '{{$x : = 1}}', '{{$x := 1 := 2}}', '{{= 1}}', '{{1 = 2}}', '{{|}}', '{{| 1}}', '{{1 |}}', '{{1 | }}', '{{1 || print}}', '{{1 | 2}}', '{{1 | "a"}}', '{{1 | .}}', '{{1 | .kind}}', '{{1 | true}}', '{{1 | nil}}', '{{1 | print | 3}}', '{{1 | $}}', '{{1 | (print)}}', '{{(1}}', '{{1)}}', '{{()}}', '{{( )}}', '{{(1))}}', '{{((1)}}', '{{(1', '{{print (}}', '{{print ()}}', '{{(1).}}', '{{(1) .x}}', '{{(.kind)(.kind)}}', '{{print(1)}}', '{{print(1)(2)}}', '{{1(2)}}', '{{"a"(2)}}', '{{!}}', '{{#}}', '{{@}}', '{{%}}', '{{^}}', '{{&}}', '{{*}}', '{{\\}}', '{{?}}', '{{;}}', '{{,}}', '{{[}}', '{{]}}', '{{<}}', '{{~}}', '{{\u0001}}', '{{é}}', '{{✓}}', '{{😀}}', '{{\u00a0}}', '{{print é}}', '{{print "aéééééééééééééé" nosuch}}', '{{"abcdefghijklmnop" = 1}}', '{{print 1 := 2}}', '{{"aé日本xxxxxxx" := 2}}',
      '{{end}}', '{{else}}', '{{if}}', '{{if }}{{end}}', '{{if 1}}', '{{if 1}}x', '{{if 1}}{{else}}', '{{if 1}}{{else}}{{else}}{{end}}', '{{if 1}}{{end}}{{end}}', '{{if 1}}{{else if}}{{end}}', '{{if 1}}{{else if 1}}', '{{if 1}}{{else range 1}}{{end}}', '{{if 1}}{{else 1}}{{end}}', '{{if 1}}{{else with 1}}{{end}}{{end}}', '{{if 1}}{{else with 1}}a{{end}}', '{{with 1}}{{else if 1}}{{end}}', '{{with 1}}{{else with}}{{end}}', '{{range 1}}{{else range 2}}{{end}}', '{{range 1}}{{else if 2}}{{end}}', '{{if 1}}{{else if 2}}{{else}}{{else if 3}}{{end}}', '{{end 1}}', '{{else 1}}', '{{if 1}}{{end 1}}', '{{range}}{{end}}', '{{with}}{{end}}', '{{range 1}}', '{{with 1}}', '{{break}}', '{{continue}}', '{{if 1}}{{break}}{{end}}', '{{range 1}}{{break 1}}{{end}}', '{{range 1}}{{continue x}}{{end}}', '{{range 1}}{{end}}{{break}}', '{{range 1}}{{else}}{{break}}{{end}}', '{{range 1}}{{define "x"}}{{break}}{{end}}{{end}}', '{{range 1}}{{block "x" .}}{{break}}{{end}}{{end}}', '{{break | print}}',
      '{{define}}', '{{define "x"}}', '{{define x}}{{end}}', '{{define "x" 1}}{{end}}', '{{define 1}}{{end}}', '{{define "x"}}{{else}}{{end}}', '{{define "x"}}{{end}}{{define "x"}}{{end}}', '{{define "x"}}1{{end}}{{define "x"}}2{{end}}', '{{define "x"}}1{{end}}{{define "x"}} {{end}}{{template "x"}}', '{{define "x"}} {{end}}{{define "x"}}1{{end}}{{template "x"}}', '{{if 1}}{{define "x"}}{{end}}{{end}}', '{{define "x"}}{{define "y"}}{{end}}{{end}}', '{{define "t"}}inner{{end}}', '{{define "t"}}inner{{end}}outer', '{{template}}', '{{template x}}', '{{template 1}}', '{{template "x" 1 2}}', '{{template "x" | 1}}', '{{template "x"', '{{template "\\q"}}', '{{define "\\q"}}{{end}}', '{{block}}{{end}}', '{{block "x"}}{{end}}', '{{block "x" .}}', '{{block x .}}{{end}}', '{{block "x" .}}{{else}}{{end}}', '{{block "x" .}}1{{end}}{{block "x" .}}2{{end}}', '{{block "x" .}}{{$y}}{{end}}', '{{$y := 1}}{{block "x" .}}{{$y}}{{end}}', '{{$y := 1}}{{define "x"}}{{$y}}{{end}}',
      '{{range $}}{{end}}', '{{range $i}}{{end}}', '{{range $i, }}{{end}}', '{{range $i,}}{{end}}', '{{range $i, $v}}{{end}}', '{{range $i, 1 := .x}}{{end}}', '{{range $a, $b, $c := .x}}{{end}}', '{{range $i := }}{{end}}', '{{with $a, $b := 1}}{{end}}', '{{if $a, $b := 1}}{{end}}', '{{range $x := .spec.list}}{{end}}{{$x}}', '{{if $x := 1}}{{end}}{{$x}}', '{{with $x := 1}}{{end}}{{$x}}', '{{if true}}{{$x := 1}}{{end}}{{$x}}', '{{if false}}{{else}}{{$x := 1}}{{end}}{{$x}}', '{{range $x, $y := .spec.map}}{{end}}{{$y}}', '{{define "a"}}{{nosuch}}{{end}}', '\n\n{{if true}}\n{{nosuch}}\n{{end}}', '{{if true}}\n\n{{"open\n}}', '{{print 1\n2\n"open}}', '{{print\n1\n|\nnosuch}}', '{{\n\n(1}}', '{{\n\n1', '{{/* a\nb */}}{{\n1', '{{\n/*', '{{if true\n}}\n{{else\n}}\n{{end\n}}\n{{nosuch}}', '{{break.x}}', '{{if.x}}{{end}}', '{{if(true)}}1{{end}}', '{{end.}}', '{{true1}}', '{{nil1}}', '{{if1}}',
    ],
  },
];

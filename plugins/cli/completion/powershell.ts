import { commandPaths } from './bash.ts';
import { allNodes, type CompletionNode } from './tree.ts';

/** Completion for PowerShell 5 and later, with descriptions. */
export function powershellScript(root: CompletionNode): string {
  const entries = allNodes(root).map(({ path, commands, flags }) => {
    const words = [...commands, ...flags].map(
      ({ word, description }) => `@('${word}', '${description.replaceAll("'", "''")}')`,
    );
    return `    '${path}' = @(${words.map((each) => `,${each}`).join('; ')})`;
  });
  const paths = commandPaths(root)
    .map((path) => `'${path}'`)
    .join(', ');
  return `Register-ArgumentCompleter -Native -CommandName ork -ScriptBlock {
  param($word, $ast, $position)
  $paths = @(${paths})
  $table = @{
${entries.join('\n')}
  }
  $path = 'ork'
  foreach ($element in $ast.CommandElements | Select-Object -Skip 1) {
    if ($paths -contains "$path $element") { $path = "$path $element" }
  }
  $table[$path] | Where-Object { $_[0] -like "$word*" } | ForEach-Object {
    [System.Management.Automation.CompletionResult]::new($_[0], $_[0], 'ParameterValue', $_[1])
  }
}
`;
}

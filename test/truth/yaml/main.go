// Command yaml answers what sigs.k8s.io/yaml, the YAML reader of kubectl and of the Kubernetes API, reads in texts.
//
// It takes a JSON list of texts from standard input and writes one answer a line: the JSON, or {"error": text}.
package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"os"

	"sigs.k8s.io/yaml"
)

func main() {
	if err := run(os.Stdin, os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run(in io.Reader, out io.Writer) error {
	var texts []string
	if err := json.NewDecoder(in).Decode(&texts); err != nil {
		return err
	}
	var answers bytes.Buffer
	answers.WriteString("[\n")
	for index, text := range texts {
		if index > 0 {
			answers.WriteString(",\n")
		}
		answer, err := answerOf(text)
		if err != nil {
			return err
		}
		answers.Write(answer)
	}
	answers.WriteString("\n]\n")
	_, err := out.Write(answers.Bytes())
	return err
}

func answerOf(text string) ([]byte, error) {
	answer, err := yaml.YAMLToJSON([]byte(text))
	if err != nil {
		return json.Marshal(map[string]string{"error": err.Error()})
	}
	return answer, nil
}

// Command truth answers template cases with Go's own text/template.
//
// It reads the cases from standard input and writes the answers to standard output, both as JSON.
package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"slices"
	"strconv"
	"strings"
	"text/template"
)

// group is a list of templates that run on the same data.
type group struct {
	Name      string   `json:"name"`
	Data      string   `json:"data"`
	Rendered  bool     `json:"rendered"`
	Templates []string `json:"templates"`
}

type input struct {
	Data   map[string]any `json:"data"`
	Groups []group        `json:"groups"`
}

func main() {
	if err := run(os.Stdin, os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run(in io.Reader, out io.Writer) error {
	decoder := json.NewDecoder(in)
	decoder.UseNumber()
	var cases input
	if err := decoder.Decode(&cases); err != nil {
		return err
	}
	var text bytes.Buffer
	text.WriteString("{\n")
	for index, group := range cases.Groups {
		data, err := typed(cases.Data[group.Data])
		if err != nil {
			return fmt.Errorf("data %s: %w", group.Data, err)
		}
		if index > 0 {
			text.WriteString(",\n")
		}
		if err := writeAnswers(&text, group, data); err != nil {
			return err
		}
	}
	text.WriteString("\n}\n")
	_, err := out.Write(text.Bytes())
	return err
}

func writeAnswers(text *bytes.Buffer, group group, data any) error {
	fmt.Fprintf(text, "%q: [\n", group.Name)
	for index, source := range group.Templates {
		if index > 0 {
			text.WriteString(",\n")
		}
		encoder := json.NewEncoder(text)
		encoder.SetEscapeHTML(false)
		if err := encoder.Encode(answer(source, data, group.Rendered)); err != nil {
			return err
		}
		text.Truncate(text.Len() - 1) // the newline that Encode adds
	}
	text.WriteString("\n]")
	return nil
}

// answer is the output as a string, or {"error": text}.
func answer(source string, data any, rendered bool) any {
	parsed, err := template.New("t").Option("missingkey=zero").Funcs(functions).Parse(source)
	if err != nil {
		return map[string]string{"error": err.Error()}
	}
	var output strings.Builder
	if err := parsed.Execute(&output, data); err != nil {
		return map[string]string{"error": err.Error()}
	}
	if rendered {
		return strings.ReplaceAll(strings.TrimSpace(output.String()), "<no value>", "")
	}
	return output.String()
}

// typed gives decoded JSON the types it has in a cluster object: whole numbers are int64, others float64.
func typed(value any) (any, error) {
	switch value := value.(type) {
	case json.Number:
		if whole, err := strconv.ParseInt(value.String(), 10, 64); err == nil {
			return whole, nil
		}
		return value.Float64()
	case []any:
		list := make([]any, len(value))
		for index, element := range value {
			var err error
			if list[index], err = typed(element); err != nil {
				return nil, err
			}
		}
		return slices.Clip(list), nil
	case map[string]any:
		entries := make(map[string]any, len(value))
		for key, element := range value {
			var err error
			if entries[key], err = typed(element); err != nil {
				return nil, err
			}
		}
		return entries, nil
	default:
		return value, nil
	}
}

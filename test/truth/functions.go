package main

import (
	"errors"
	"math"
	"strings"
	"text/template"
)

// functions stand for the notes of the language: each shows one way in which a function can take and give values.
// test/unit/template/truth-functions.ts holds the same for the engine under test.
var functions = template.FuncMap{
	"upper":      strings.ToUpper,
	"pair":       func(left, right string) string { return left + "-" + right },
	"join":       func(separator string, parts ...string) string { return strings.Join(parts, separator) },
	"flag":       func(value bool) string { return map[bool]string{true: "on", false: "off"}[value] },
	"half":       func(value float64) float64 { return value / 2 },
	"nothing":    func() any { return nil },
	"tree":       func() any { return map[string]any{"a": map[string]any{"b": "deep"}} },
	"infinity":   func() float64 { return math.Inf(1) },
	"notANumber": func() float64 { return math.NaN() },
	"refuse":     func(text string) (string, error) { return "", errors.New(text) },
	"default": func(fallback, value any) any {
		if truth, _ := template.IsTrue(value); truth {
			return value
		}
		return fallback
	},
	"get": func(value any, keys ...string) any {
		for _, key := range keys {
			entries, _ := value.(map[string]any)
			value = entries[key]
		}
		return value
	},
}

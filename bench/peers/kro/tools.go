//go:build tools

// Package kro names the program that this module pins; nothing here is compiled in.
package kro

import _ "github.com/kubernetes-sigs/kro/cmd/controller"

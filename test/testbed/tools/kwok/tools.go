//go:build tools

// Package kwok names the program that this module pins; nothing here is compiled in.
package kwok

import _ "sigs.k8s.io/kwok/cmd/kwok"

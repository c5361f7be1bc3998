//go:build tools

// Package etcd names the program that this module pins; nothing here is compiled in.
package etcd

import _ "go.etcd.io/etcd/server/v3"

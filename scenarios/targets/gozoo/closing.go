package main

import (
	"bytes"
	"compress/gzip"
	"net"
	"os"
)

var (
	files []*os.File
	conns []net.PacketConn
	zips  []*gzip.Writer
)

//go:noinline
func openFile(int) {
	if file, err := os.Open("/dev/null"); err == nil {
		files = append(files, file)
	}
}

//go:noinline
func openSocket(int) {
	if conn, err := net.ListenPacket("udp", "127.0.0.1:0"); err == nil {
		conns = append(conns, conn)
	}
}

//go:noinline
func openGzip(size int) {
	writer := gzip.NewWriter(&bytes.Buffer{})
	_, _ = writer.Write(make([]byte, size))
	zips = append(zips, writer)
}

// closing what holds resources.
func closing() {
	pair("file", locked(openFile), locked(func(int) {
		if file, err := os.Open("/dev/null"); err == nil {
			file.Close()
		}
	}))
	pair("socket", locked(openSocket), locked(func(int) {
		if conn, err := net.ListenPacket("udp", "127.0.0.1:0"); err == nil {
			conn.Close()
		}
	}))
	pair("gzip", locked(openGzip), locked(func(size int) {
		writer := gzip.NewWriter(&bytes.Buffer{})
		_, _ = writer.Write(make([]byte, size))
		writer.Close()
	}))
}

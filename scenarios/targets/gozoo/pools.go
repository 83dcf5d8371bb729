package main

import "sync"

var (
	freelist [][]byte
	pool     = sync.Pool{New: func() any { return make([]byte, 0, 1024) }}
)

//go:noinline
func putBackMore(bytes int) { freelist = append(freelist, make([]byte, bytes)) }

// pools used well and badly.
func pools() {
	pair("unbounded-freelist", locked(putBackMore), func(bytes int) {
		buffer := pool.Get().([]byte)
		if cap(buffer) < bytes {
			buffer = make([]byte, 0, bytes)
		}
		pool.Put(buffer[:0])
	})
}

package main

import "os"

var (
	fill  = map[int][]byte{}
	batch [][]byte
	lazy  []byte
)

// traps are clean, and yet they look like leaks.
func traps() {
	trap("cache-fill", locked(func(bytes int) { fill[next%500] = make([]byte, bytes) }))
	trap("sawtooth-batch", locked(func(bytes int) {
		batch = append(batch, make([]byte, bytes))
		if len(batch) >= 400 {
			batch = nil
		}
	}))
	trap("lazy-init", locked(func(int) {
		if lazy == nil {
			lazy = make([]byte, 8_000_000)
		}
	}))
	trap("finalized-files", func(int) { _, _ = os.Open("/dev/null") })
	trap("garbage", func(bytes int) { sink(make([]byte, 10*bytes)) })
}

//go:noinline
func sink(data []byte) { data[0] = 1 }

package main

import (
	"math"
	"sync"
	"time"
)

type item struct {
	born    time.Time
	payload []byte
}

var (
	expiring = map[int]item{}
	doubled  []int64
	warm     [][]byte
	rare     = map[int][]byte{}
	names    = map[int]string{}
	inFlight sync.WaitGroup
)

// growths end by themselves, or follow the load: clean, however they look for a while.
func growths() {
	// Entries live for ten seconds.
	trap("ttl-cache", locked(func(bytes int) {
		now := time.Now()
		for key, old := range expiring {
			if now.Sub(old.born) > 10*time.Second {
				delete(expiring, key)
			}
		}
		expiring[next] = item{now, make([]byte, bytes)}
	}))
	// A list that doubles and then stops.
	trap("doubling-stops", locked(func(int) {
		if len(doubled) < 200_000 {
			doubled = append(doubled, make([]int64, 500)...)
		}
	}))
	// What is made once for each of the first six hundred calls: templates, pools, plans.
	trap("warm-up", locked(func(bytes int) {
		if len(warm) < 600 {
			warm = append(warm, make([]byte, 4*bytes))
		}
	}))
	// Keys that are met ever more rarely: after n calls some 30 ln n are known.
	trap("log-growth", locked(func(bytes int) {
		if key := int(30 * math.Log(float64(next))); rare[key] == nil {
			rare[key] = make([]byte, bytes)
		}
	}))
	// Interning of a bounded set.
	trap("bounded-intern", locked(func(bytes int) {
		if key := next % 300; names[key] == "" {
			names[key] = string(make([]byte, bytes))
		}
	}))
	// Each call's work takes three seconds more in the background: twice the load, twice the heap.
	trap("load-ramp", func(bytes int) {
		inFlight.Add(1)
		go process(make([]byte, bytes))
	})
}

//go:noinline
func process(work []byte) {
	defer inFlight.Done()
	time.Sleep(3 * time.Second)
	work[0]++
}

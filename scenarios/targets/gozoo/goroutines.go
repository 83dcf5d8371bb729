package main

import (
	"context"
	"time"
)

var (
	abandoned = make(chan []byte)
	tickers   []*time.Ticker
	timers    []*time.Timer
)

//go:noinline
func neverEnds(state []byte, done <-chan struct{}) {
	<-done
	state[0]++
}

//go:noinline
func sendToNobody(message []byte) { abandoned <- message }

//go:noinline
func waitForTimeout(state []byte, stop <-chan struct{}) {
	select {
	case <-time.After(time.Hour):
		state[0]++
	case <-stop:
	}
}

//go:noinline
func longFunction(big []byte, stop <-chan struct{}) {
	// The argument is evaluated now and held until the function returns.
	defer consume(big)
	<-stop
}

func consume(big []byte) { big[0]++ }

//go:noinline
func startTicker(bytes int) {
	state := make([]byte, bytes)
	ticker := time.NewTicker(time.Hour)
	tickers = append(tickers, ticker)
	go tick(ticker, state)
}

func tick(ticker *time.Ticker, state []byte) {
	for range ticker.C {
		state[0]++
	}
}

// A timer that is not stopped holds what its function captures until it fires.
//
//go:noinline
func startTimer(bytes int) *time.Timer {
	state := make([]byte, bytes)
	return time.AfterFunc(time.Hour, func() { state[0]++ })
}

// goroutines that never end, each with something big in its hands.
func goroutines() {
	pair("goroutine", func(bytes int) { go neverEnds(make([]byte, bytes), make(chan struct{})) }, func(bytes int) {
		done := make(chan struct{})
		close(done)
		go neverEnds(make([]byte, bytes), done)
	})
	pair("abandoned-channel", func(bytes int) { go sendToNobody(make([]byte, bytes)) }, func(bytes int) {
		buffered := make(chan []byte, 1)
		go func() { buffered <- make([]byte, bytes) }()
	})
	pair("time-after", func(bytes int) { go waitForTimeout(make([]byte, bytes), make(chan struct{})) }, func(bytes int) {
		stop := make(chan struct{})
		close(stop)
		timer := time.NewTimer(time.Hour)
		timer.Stop()
	})
	pair("defer-argument", func(bytes int) { go longFunction(make([]byte, bytes), make(chan struct{})) }, func(bytes int) {
		stop := make(chan struct{})
		close(stop)
		go longFunction(make([]byte, bytes), stop)
	})
	pair("ticker", locked(startTicker), locked(func(bytes int) {
		ticker := time.NewTicker(time.Hour)
		ticker.Stop()
	}))
	pair("timer", locked(func(bytes int) { timers = append(timers, startTimer(bytes)) }), locked(func(bytes int) {
		startTimer(bytes).Stop()
	}))
	pair("context-without-cancel", func(bytes int) {
		ctx, cancel := context.WithCancel(context.Background())
		_ = cancel
		go neverEnds(make([]byte, bytes), ctx.Done())
	}, func(bytes int) {
		ctx, cancel := context.WithCancel(context.Background())
		go neverEnds(make([]byte, bytes), ctx.Done())
		cancel()
	})
}

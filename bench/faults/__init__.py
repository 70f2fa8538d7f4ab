"""What faults leave behind: seeded trials of the archive, each figure with its bar.

kill        killed at random and at each named fault point: what differs after one drain, what is lost
disk        every write, fsync and rename fails in turn; storage forgets what was not synced
writers     four processes that write at once
rebuilds    four readers while the index is made anew
freshness   over a running server: how soon what is published is found, and what is withdrawn is gone
hostile     questions that nobody means well, over HTTP
canary      words that nobody may see, looked for on every public page
guards      each guard taken out in turn: its test has to fail

`python -m bench.faults` runs them; docs/reliability.md tells what was found.
"""

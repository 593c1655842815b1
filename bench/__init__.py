"""What the journal costs, held against what the same machine can do at best in the same minute.

Run by `make bench`. Everything runs on loopback, in a folder of its own that is gone afterwards.
"""

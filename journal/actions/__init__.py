"""What people do: one coroutine per verb, one module per noun. Decisions come from `clinical`, facts go to `db`."""

"""A folder for the path of a process whose clock is to jump: Python itself reads what lies in it. Nobody imports it."""

# speeds
0 1.0
60

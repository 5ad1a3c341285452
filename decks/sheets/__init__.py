"""The teacher's list: what is kept of each article, the teacher's own file over it, the order, the counts. Knows no format."""

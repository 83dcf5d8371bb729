module gozoo

go 1.19
